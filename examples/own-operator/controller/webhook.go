// What the schema does not see is refused before it is there.
package main

import (
	"context"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"

	cachev1 "example.com/cache-operator/api/v1"
)

// Validator refuses a Cache whose name is taken: its Deployment and Service could never be made.
type Validator struct {
	client.Reader
}

// SetupWithManager lets the webhook's server answer where the construct Operator tells the API server to ask.
func (v *Validator) SetupWithManager(manager ctrl.Manager) error {
	return ctrl.NewWebhookManagedBy(manager).For(&cachev1.Cache{}).WithValidator(v).Complete()
}

// ValidateCreate is all that the API server asks for.
func (v *Validator) ValidateCreate(ctx context.Context, object runtime.Object) (admission.Warnings, error) {
	cache, ok := object.(*cachev1.Cache)
	if !ok {
		return nil, fmt.Errorf("got a %T, expected a Cache", object)
	}
	for _, child := range []client.Object{&appsv1.Deployment{}, &corev1.Service{}} {
		err := v.Get(ctx, client.ObjectKeyFromObject(cache), child)
		if client.IgnoreNotFound(err) != nil {
			return nil, err
		}
		if err == nil && !isOfACache(child, cache.Name) {
			return nil, taken(child)
		}
	}
	return nil, nil
}

// ValidateUpdate is never asked.
func (v *Validator) ValidateUpdate(context.Context, runtime.Object, runtime.Object) (admission.Warnings, error) {
	return nil, nil
}

// ValidateDelete is never asked.
func (v *Validator) ValidateDelete(context.Context, runtime.Object) (admission.Warnings, error) {
	return nil, nil
}

// isOfACache: what a Cache of that name left behind is on its way out.
func isOfACache(child metav1.Object, name string) bool {
	owner := metav1.GetControllerOf(child)
	return owner != nil && owner.Kind == "Cache" && owner.Name == name
}

func taken(child client.Object) error {
	return fmt.Errorf("there is a %T %s already that is not of this Cache: remove it, or name the Cache differently", child, child.GetName())
}
