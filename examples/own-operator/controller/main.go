// The controller of Caches. What it is told comes from the environment that the construct Operator gives it.
package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/webhook"

	cachev1 "example.com/cache-operator/api/v1"
)

func main() {
	ctrl.SetLogger(zap.New())
	if err := run(); err != nil {
		ctrl.Log.Error(err, "ended")
		os.Exit(1)
	}
}

func run() error {
	// Where the Operator declares no webhook, there is neither a port nor a certificate, and nobody asks.
	port := os.Getenv("WEBHOOK_PORT")
	webhookPort := 0
	if port != "" {
		var err error
		if webhookPort, err = strconv.Atoi(port); err != nil {
			return fmt.Errorf("WEBHOOK_PORT: %w", err)
		}
	}
	manager, err := ctrl.NewManager(ctrl.GetConfigOrDie(), options(webhookPort))
	if err != nil {
		return err
	}
	if err := manager.AddHealthzCheck("alive", healthz.Ping); err != nil {
		return err
	}
	if err := manager.AddReadyzCheck("ready", healthz.Ping); err != nil {
		return err
	}
	if port != "" {
		if err := manager.AddReadyzCheck("asked", manager.GetWebhookServer().StartedChecker()); err != nil {
			return err
		}
		if err := (&Validator{Reader: manager.GetAPIReader()}).SetupWithManager(manager); err != nil {
			return err
		}
	}
	if err := (&Reconciler{Client: manager.GetClient(), Live: manager.GetAPIReader()}).SetupWithManager(manager); err != nil {
		return err
	}
	return manager.Start(ctrl.SetupSignalHandler())
}

func options(webhookPort int) ctrl.Options {
	return ctrl.Options{
		Scheme:                  newScheme(),
		HealthProbeBindAddress:  ":" + os.Getenv("HEALTH_PORT"),
		Metrics:                 server.Options{BindAddress: ":" + os.Getenv("METRICS_PORT")},
		WebhookServer:           webhook.NewServer(webhook.Options{Port: webhookPort, CertDir: os.Getenv("WEBHOOK_CERTIFICATES")}),
		LeaderElection:          os.Getenv("LEADER_ELECTION") == "true",
		LeaderElectionID:        os.Getenv("LEADER_ELECTION_LEASE"),
		LeaderElectionNamespace: os.Getenv("OPERATOR_NAMESPACE"),
		// Whoever is told to stop gives the lease back, and the next one needs not wait. Nothing may be done after that: main returns at once.
		LeaderElectionReleaseOnCancel: true,
		Cache:                         cache.Options{DefaultNamespaces: watched(os.Getenv("WATCH_NAMESPACE"))},
	}
}

// watched gives the namespaces of a list with commas; none is all.
func watched(names string) map[string]cache.Config {
	if names == "" {
		return nil
	}
	namespaces := map[string]cache.Config{}
	for _, name := range strings.Split(names, ",") {
		namespaces[name] = cache.Config{}
	}
	return namespaces
}

func newScheme() *runtime.Scheme {
	all := runtime.NewScheme()
	utilruntime.Must(clientgoscheme.AddToScheme(all))
	utilruntime.Must(cachev1.AddToScheme(all))
	return all
}
