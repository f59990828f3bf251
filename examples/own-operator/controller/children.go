// What a Cache is made of: a Deployment and a Service of its name. Only what is said here is the controller's; other fields are left to
// whoever sets them (server-side apply).
package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/util/intstr"
	appsv1ac "k8s.io/client-go/applyconfigurations/apps/v1"
	corev1ac "k8s.io/client-go/applyconfigurations/core/v1"
	metav1ac "k8s.io/client-go/applyconfigurations/meta/v1"

	cachev1 "example.com/cache-operator/api/v1"
)

const (
	portName = "cache"
	// The user of memcached's official image. Any but root would do.
	user     = 11211
	mebibyte = 1 << 20
)

// labelsOf tells the pods of one Cache from all others. A Deployment's selector can't be changed.
func labelsOf(cache *cachev1.Cache) map[string]string {
	return map[string]string{"app.kubernetes.io/name": "cache", "app.kubernetes.io/instance": cache.Name}
}

// ownerOf is why the garbage collector takes the children away when the Cache is gone.
func ownerOf(cache *cachev1.Cache) *metav1ac.OwnerReferenceApplyConfiguration {
	return metav1ac.OwnerReference().
		WithAPIVersion(cachev1.GroupVersion.String()).WithKind("Cache").WithName(cache.Name).WithUID(cache.UID).
		WithController(true).WithBlockOwnerDeletion(true)
}

func deploymentOf(cache *cachev1.Cache) *appsv1ac.DeploymentApplyConfiguration {
	return appsv1ac.Deployment(cache.Name, cache.Namespace).
		WithLabels(labelsOf(cache)).WithOwnerReferences(ownerOf(cache)).
		WithSpec(appsv1ac.DeploymentSpec().
			WithReplicas(cache.Spec.Replicas).
			WithSelector(metav1ac.LabelSelector().WithMatchLabels(labelsOf(cache))).
			WithStrategy(appsv1ac.DeploymentStrategy().WithRollingUpdate(appsv1ac.RollingUpdateDeployment().
				WithMaxUnavailable(intstr.FromInt32(cache.Spec.MaxUnavailable)))).
			WithTemplate(corev1ac.PodTemplateSpec().WithLabels(labelsOf(cache)).WithSpec(podOf(cache))))
}

func podOf(cache *cachev1.Cache) *corev1ac.PodSpecApplyConfiguration {
	return corev1ac.PodSpec().
		WithAutomountServiceAccountToken(false).
		WithSecurityContext(corev1ac.PodSecurityContext().
			WithRunAsNonRoot(true).WithRunAsUser(user).WithRunAsGroup(user).
			WithSeccompProfile(corev1ac.SeccompProfile().WithType(corev1.SeccompProfileTypeRuntimeDefault))).
		WithContainers(containerOf(cache))
}

func containerOf(cache *cachev1.Cache) *corev1ac.ContainerApplyConfiguration {
	memory := corev1.ResourceList{corev1.ResourceMemory: cache.Spec.Memory}
	container := corev1ac.Container().
		WithName("cache").WithImage(cache.Spec.Image).
		WithArgs(fmt.Sprintf("--port=%d", cache.Spec.Port), fmt.Sprintf("--memory-limit=%d", itemMebibytes(cache.Spec.Memory))).
		WithPorts(corev1ac.ContainerPort().WithName(portName).WithContainerPort(cache.Spec.Port)).
		WithResources(corev1ac.ResourceRequirements().WithRequests(memory).WithLimits(memory)).
		WithSecurityContext(corev1ac.SecurityContext().
			WithAllowPrivilegeEscalation(false).WithReadOnlyRootFilesystem(true).
			WithCapabilities(corev1ac.Capabilities().WithDrop("ALL")))
	if cache.Spec.Probe == "tcp" {
		container.WithReadinessProbe(corev1ac.Probe().WithTCPSocket(corev1ac.TCPSocketAction().WithPort(intstr.FromString(portName))))
	}
	return container
}

// itemMebibytes leaves a quarter of the memory to connections and the table of keys.
func itemMebibytes(memory resource.Quantity) int64 {
	return memory.Value() * 3 / 4 / mebibyte
}

// serviceOf has an address for each pod: clients of a cache choose the server by the key.
func serviceOf(cache *cachev1.Cache) *corev1ac.ServiceApplyConfiguration {
	return corev1ac.Service(cache.Name, cache.Namespace).
		WithLabels(labelsOf(cache)).WithOwnerReferences(ownerOf(cache)).
		WithSpec(corev1ac.ServiceSpec().
			WithClusterIP(corev1.ClusterIPNone).
			WithSelector(labelsOf(cache)).
			WithPorts(corev1ac.ServicePort().WithName(portName).WithPort(cache.Spec.Port).WithTargetPort(intstr.FromString(portName))))
}
