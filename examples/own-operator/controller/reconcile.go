// From what is wanted to what there is. It looks at the state, never at what has happened: an event that was missed, or seen twice, changes
// nothing of the result.
package main

import (
	"context"
	"errors"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/equality"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	cachev1 "example.com/cache-operator/api/v1"
)

// manager is who server-side apply says that the fields belong to.
const manager = client.FieldOwner("cache-operator")

// Reconciler makes Deployments and Services of Caches.
type Reconciler struct {
	client.Client
	// Live reads past the informers, whose Deployment may be older than what was just written: Ready would be said of the state before.
	Live client.Reader
}

// SetupWithManager asks for a look at a Cache whenever it, or what it is made of, changes.
func (r *Reconciler) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewControllerManagedBy(manager).For(&cachev1.Cache{}).Owns(&appsv1.Deployment{}).Owns(&corev1.Service{}).Complete(r)
}

// Reconcile looks at one Cache. An error is tried again, later and later.
func (r *Reconciler) Reconcile(ctx context.Context, request ctrl.Request) (ctrl.Result, error) {
	cache := &cachev1.Cache{}
	if err := r.Get(ctx, request.NamespacedName, cache); err != nil {
		return ctrl.Result{}, client.IgnoreNotFound(err)
	}
	if !cache.DeletionTimestamp.IsZero() {
		return ctrl.Result{}, nil // its children go with it
	}
	deployment := &appsv1.Deployment{}
	failed := errors.Join(
		r.applyChildren(ctx, cache),
		client.IgnoreNotFound(r.Live.Get(ctx, request.NamespacedName, deployment)),
	)
	return ctrl.Result{}, errors.Join(failed, r.writeStatus(ctx, cache, statusOf(cache, deployment, failed)))
}

func (r *Reconciler) applyChildren(ctx context.Context, cache *cachev1.Cache) error {
	for _, child := range []struct {
		found  client.Object
		wanted runtime.ApplyConfiguration
	}{{&appsv1.Deployment{}, deploymentOf(cache)}, {&corev1.Service{}, serviceOf(cache)}} {
		if err := r.checkOwner(ctx, cache, child.found); err != nil {
			return err
		}
		if err := r.Apply(ctx, child.wanted, manager, client.ForceOwnership); err != nil {
			return err
		}
	}
	return nil
}

// checkOwner refuses to take over what somebody else has made under this name.
func (r *Reconciler) checkOwner(ctx context.Context, cache *cachev1.Cache, child client.Object) error {
	if err := r.Get(ctx, client.ObjectKeyFromObject(cache), child); err != nil {
		return client.IgnoreNotFound(err)
	}
	if !metav1.IsControlledBy(child, cache) {
		return taken(child)
	}
	return nil
}

func (r *Reconciler) writeStatus(ctx context.Context, cache *cachev1.Cache, status cachev1.CacheStatus) error {
	if equality.Semantic.DeepEqual(cache.Status, status) {
		return nil
	}
	cache.Status = status
	return r.Status().Update(ctx, cache)
}
