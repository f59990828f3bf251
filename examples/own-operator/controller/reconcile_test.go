package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"

	cachev1 "example.com/cache-operator/api/v1"
)

var key = client.ObjectKey{Namespace: "shop", Name: "sessions"}

// As the API server gives it, with its defaults.
func sessions() *cachev1.Cache {
	return &cachev1.Cache{
		ObjectMeta: metav1.ObjectMeta{Name: key.Name, Namespace: key.Namespace, UID: "a", Generation: 1},
		Spec: cachev1.CacheSpec{
			Image: "memcached", Replicas: 3, Port: 11211, Memory: resource.MustParse("128Mi"), MaxUnavailable: 1, Probe: "tcp",
		},
	}
}

func reconciler(objects ...client.Object) *Reconciler {
	all := fake.NewClientBuilder().WithScheme(newScheme()).WithStatusSubresource(&cachev1.Cache{}).WithObjects(objects...).Build()
	return &Reconciler{Client: all, Live: all}
}

func reconcile(t *testing.T, r *Reconciler) error {
	t.Helper()
	_, err := r.Reconcile(context.Background(), ctrl.Request{NamespacedName: key})
	return err
}

func get[T client.Object](t *testing.T, r *Reconciler, object T) T {
	t.Helper()
	if err := r.Get(context.Background(), key, object); err != nil {
		t.Fatal(err)
	}
	return object
}

func readyCondition(t *testing.T, r *Reconciler) metav1.Condition {
	t.Helper()
	found := meta.FindStatusCondition(get(t, r, &cachev1.Cache{}).Status.Conditions, "Ready")
	if found == nil {
		t.Fatal("there is no condition Ready")
	}
	return *found
}

func TestACacheGetsADeploymentAndAServiceThatAreItsOwn(t *testing.T) {
	r := reconciler(sessions())
	if err := reconcile(t, r); err != nil {
		t.Fatal(err)
	}
	deployment, service := get(t, r, &appsv1.Deployment{}), get(t, r, &corev1.Service{})
	for _, child := range []client.Object{deployment, service} {
		if !metav1.IsControlledBy(child, sessions()) {
			t.Errorf("%T is not controlled by the Cache", child)
		}
	}
	args := strings.Join(deployment.Spec.Template.Spec.Containers[0].Args, " ")
	if *deployment.Spec.Replicas != 3 || args != "--port=11211 --memory-limit=96" {
		t.Errorf("got %d replicas with %q", *deployment.Spec.Replicas, args)
	}
}

func TestAReplicaNumberOfTheDeploymentThatSomebodyElseChangedIsPutRight(t *testing.T) {
	r := reconciler(sessions())
	if err := reconcile(t, r); err != nil {
		t.Fatal(err)
	}
	deployment := get(t, r, &appsv1.Deployment{})
	deployment.Spec.Replicas = new(int32)
	if err := r.Update(context.Background(), deployment); err != nil {
		t.Fatal(err)
	}
	if err := reconcile(t, r); err != nil {
		t.Fatal(err)
	}
	if got := *get(t, r, &appsv1.Deployment{}).Spec.Replicas; got != 3 {
		t.Errorf("got %d replicas", got)
	}
}

func TestItIsReadyOnceAllPodsAreAndOfTheNewestTemplate(t *testing.T) {
	r := reconciler(sessions())
	for _, step := range []struct {
		is   appsv1.DeploymentStatus
		want metav1.ConditionStatus
	}{
		{appsv1.DeploymentStatus{}, metav1.ConditionFalse},
		{appsv1.DeploymentStatus{Replicas: 3, UpdatedReplicas: 3, ReadyReplicas: 2}, metav1.ConditionFalse},
		{appsv1.DeploymentStatus{Replicas: 4, UpdatedReplicas: 3, ReadyReplicas: 3}, metav1.ConditionFalse},
		{appsv1.DeploymentStatus{Replicas: 3, UpdatedReplicas: 2, ReadyReplicas: 3}, metav1.ConditionFalse},
		{appsv1.DeploymentStatus{Replicas: 3, UpdatedReplicas: 3, ReadyReplicas: 3, ObservedGeneration: -1}, metav1.ConditionFalse},
		{appsv1.DeploymentStatus{Replicas: 3, UpdatedReplicas: 3, ReadyReplicas: 3}, metav1.ConditionTrue},
	} {
		if err := reconcile(t, r); err != nil {
			t.Fatal(err)
		}
		deployment := get(t, r, &appsv1.Deployment{})
		step.is.ObservedGeneration += deployment.Generation
		deployment.Status = step.is
		if err := r.Status().Update(context.Background(), deployment); err != nil {
			t.Fatal(err)
		}
		if err := reconcile(t, r); err != nil {
			t.Fatal(err)
		}
		if got := readyCondition(t, r); got.Status != step.want {
			t.Errorf("%+v: Ready is %s: %s", step.is, got.Status, got.Message)
		}
	}
}

// As an informer that has not heard of the last change yet.
type late struct {
	client.Client
	deployment *appsv1.Deployment
}

func (l late) Get(ctx context.Context, key client.ObjectKey, object client.Object, options ...client.GetOption) error {
	if deployment, ok := object.(*appsv1.Deployment); ok {
		l.deployment.DeepCopyInto(deployment)
		return nil
	}
	return l.Client.Get(ctx, key, object, options...)
}

func TestWhatTheInformerHasOfBeforeTheChangeIsNotTakenForReady(t *testing.T) {
	r := reconciler(sessions())
	if err := reconcile(t, r); err != nil {
		t.Fatal(err)
	}
	deployment := get(t, r, &appsv1.Deployment{})
	deployment.Status = appsv1.DeploymentStatus{Replicas: 3, UpdatedReplicas: 3, ReadyReplicas: 3, ObservedGeneration: deployment.Generation}
	before := deployment.DeepCopy()
	deployment.Generation++ // the API server counts, the stand-in does not
	if err := r.Update(context.Background(), deployment); err != nil {
		t.Fatal(err)
	}
	r.Client = late{r.Client, before}
	if err := reconcile(t, r); err != nil {
		t.Fatal(err)
	}
	if got := readyCondition(t, r); got.Status != metav1.ConditionFalse {
		t.Errorf("Ready is %s: %s", got.Status, got.Message)
	}
}

// As an API server that the controller may ask nothing.
type forbidding struct{ client.Reader }

func (forbidding) Get(context.Context, client.ObjectKey, client.Object, ...client.GetOption) error {
	return errors.New("forbidden")
}

func TestWhatFailsIsToldAndTriedAgain(t *testing.T) {
	r := reconciler(sessions())
	r.Live = forbidding{}
	if err := reconcile(t, r); err == nil {
		t.Error("no error: it would not be tried again")
	}
	if got := readyCondition(t, r); got.Status != metav1.ConditionFalse || got.Message != "forbidden" {
		t.Errorf("Ready is %s: %s", got.Status, got.Message)
	}
}

func TestADeploymentOfSomebodyElseIsLeftAloneAndTheCacheSaysWhy(t *testing.T) {
	r := reconciler(sessions(), &appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Name: key.Name, Namespace: key.Namespace}})
	if err := reconcile(t, r); err == nil {
		t.Error("no error: it would not be tried again")
	}
	if got := get(t, r, &appsv1.Deployment{}); got.Spec.Replicas != nil {
		t.Errorf("it was changed: %+v", got.Spec)
	}
	if got := readyCondition(t, r); got.Reason != "Failed" || !strings.Contains(got.Message, "already") {
		t.Errorf("got %s: %s", got.Reason, got.Message)
	}
}

func TestACacheThatIsGoneOrGoingGetsNothing(t *testing.T) {
	if err := reconcile(t, reconciler()); err != nil {
		t.Error(err)
	}
	going := sessions()
	now := metav1.Now()
	going.DeletionTimestamp, going.Finalizers = &now, []string{"example.com/other"}
	r := reconciler(going)
	if err := reconcile(t, r); err != nil {
		t.Error(err)
	}
	var all appsv1.DeploymentList
	if err := r.List(context.Background(), &all); err != nil || len(all.Items) != 0 {
		t.Errorf("got %d Deployments, %v", len(all.Items), err)
	}
}

func TestACacheWhoseNameIsTakenIsRefused(t *testing.T) {
	name := metav1.ObjectMeta{Name: key.Name, Namespace: key.Namespace}
	left := name
	controls := true
	left.OwnerReferences = []metav1.OwnerReference{{Kind: "Cache", Name: key.Name, UID: "b", Controller: &controls}}
	for _, there := range []struct {
		object  client.Object
		refused bool
	}{
		{&appsv1.Deployment{ObjectMeta: name}, true},
		{&corev1.Service{ObjectMeta: name}, true},
		{&appsv1.Deployment{ObjectMeta: left}, false},
		{&appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Name: "others", Namespace: key.Namespace}}, false},
	} {
		_, err := (&Validator{reconciler(there.object)}).ValidateCreate(context.Background(), sessions())
		if got := err != nil && strings.Contains(err.Error(), "already"); got != there.refused {
			t.Errorf("%T of %v: got %v", there.object, there.object.GetOwnerReferences(), err)
		}
	}
}

func TestACacheIsNotTakenWhereNobodyCanLook(t *testing.T) {
	if _, err := (&Validator{forbidding{}}).ValidateCreate(context.Background(), sessions()); err == nil {
		t.Error("got no error")
	}
}
