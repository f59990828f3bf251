// Package v1 is the Cache as Go sees it. The fields, their limits and their defaults are declared in cache.ts, where the CustomResourceDefinition
// comes from, and only there: what the API server gives has them already.
//
// +kubebuilder:object:generate=true
package v1

import (
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/scheme"
)

//go:generate go run sigs.k8s.io/controller-tools/cmd/controller-gen@v0.19.0 object paths=.

// GroupVersion is where the API server serves it.
var GroupVersion = schema.GroupVersion{Group: "cache.example.com", Version: "v1"}

// Cache is a pool of cache servers.
//
// +kubebuilder:object:root=true
type Cache struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`

	Spec   CacheSpec   `json:"spec"`
	Status CacheStatus `json:"status,omitempty"`
}

// CacheSpec is what the user wants.
type CacheSpec struct {
	Image          string            `json:"image"`
	Replicas       int32             `json:"replicas"`
	Port           int32             `json:"port"`
	Memory         resource.Quantity `json:"memory"`
	MaxUnavailable int32             `json:"maxUnavailable"`
	Probe          string            `json:"probe"`
}

// CacheStatus is what there is.
type CacheStatus struct {
	ObservedGeneration int64              `json:"observedGeneration,omitempty"`
	Replicas           int32              `json:"replicas"`
	ReadyReplicas      int32              `json:"readyReplicas"`
	Selector           string             `json:"selector,omitempty"`
	Conditions         []metav1.Condition `json:"conditions,omitempty"`
}

// CacheList is several of them.
//
// +kubebuilder:object:root=true
type CacheList struct {
	metav1.TypeMeta `json:",inline"`
	metav1.ListMeta `json:"metadata,omitempty"`

	Items []Cache `json:"items"`
}

// AddToScheme tells clients which kind these types are of.
var AddToScheme = (&scheme.Builder{GroupVersion: GroupVersion}).Register(&Cache{}, &CacheList{}).AddToScheme
