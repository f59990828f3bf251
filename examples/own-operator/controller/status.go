// What users and GitOps tools are told.
package main

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"

	cachev1 "example.com/cache-operator/api/v1"
)

// statusOf is what the status should be. Where something failed, the numbers stay as they were known last.
func statusOf(cache *cachev1.Cache, deployment *appsv1.Deployment, failed error) cachev1.CacheStatus {
	status := *cache.Status.DeepCopy()
	status.ObservedGeneration = cache.Generation
	status.Selector = labels.SelectorFromSet(labelsOf(cache)).String()
	ready := metav1.Condition{Type: "Ready", Status: metav1.ConditionFalse, ObservedGeneration: cache.Generation}
	if failed != nil {
		ready.Reason, ready.Message = "Failed", failed.Error()
	} else {
		status.Replicas, status.ReadyReplicas = deployment.Status.Replicas, deployment.Status.ReadyReplicas
		ready.Status, ready.Reason, ready.Message = progressOf(cache.Spec.Replicas, deployment)
	}
	meta.SetStatusCondition(&status.Conditions, ready)
	return status
}

// progressOf says True only of what was asked for last: numbers of a generation that the Deployment's own controller has not seen say nothing.
func progressOf(wanted int32, deployment *appsv1.Deployment) (metav1.ConditionStatus, string, string) {
	is := deployment.Status
	if is.ObservedGeneration != deployment.Generation {
		return metav1.ConditionFalse, "Progressing", "the Deployment was just changed"
	}
	if is.Replicas != wanted || is.UpdatedReplicas != wanted || is.ReadyReplicas != wanted {
		return metav1.ConditionFalse, "Progressing",
			fmt.Sprintf("%d pods are wanted: %d are there, %d as they should be, %d ready", wanted, is.Replicas, is.UpdatedReplicas, is.ReadyReplicas)
	}
	return metav1.ConditionTrue, "AllReady", fmt.Sprintf("%d pods are ready", wanted)
}
