// Command cert-manager runs the controllers of cert-manager that issue from self-signed and CA issuers. It leaves out what a cluster
// without a way to the internet has no use for (ACME, Vault, Venafi), the webhook, and the election of a leader: there is one of it.
package main

import (
	"context"
	"flag"
	"os/signal"
	"sync"
	"syscall"

	"github.com/cert-manager/cert-manager/pkg/controller"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/approver"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/ca"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificaterequests/selfsigned"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/issuing"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/keymanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/metrics"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/readiness"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/requestmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/revisionmanager"
	_ "github.com/cert-manager/cert-manager/pkg/controller/certificates/trigger"
	_ "github.com/cert-manager/cert-manager/pkg/controller/clusterissuers"
	_ "github.com/cert-manager/cert-manager/pkg/controller/issuers"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/ca"
	_ "github.com/cert-manager/cert-manager/pkg/issuer/selfsigned"
	"github.com/cert-manager/cert-manager/pkg/metrics"
	"k8s.io/klog/v2"
	"k8s.io/utils/clock"
)

func main() {
	kubeconfig := flag.String("kubeconfig", "", "the file that names the API server")
	namespace := flag.String("cluster-resource-namespace", "cert-manager", "where ClusterIssuers have their Secrets")
	owned := flag.Bool("enable-certificate-owner-ref", false, "a Secret is deleted with its Certificate")
	klog.InitFlags(nil)
	flag.Parse()

	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	log := klog.Background()
	factory, err := controller.NewContextFactory(klog.NewContext(stopped, log), controller.ContextOptions{
		Kubeconfig:         *kubeconfig,
		KubernetesAPIQPS:   50,
		KubernetesAPIBurst: 100,
		Clock:              clock.RealClock{},
		Metrics:            metrics.New(log, clock.RealClock{}),
		IssuerOptions:      controller.IssuerOptions{ClusterResourceNamespace: *namespace},
		CertificateOptions: controller.CertificateOptions{
			EnableOwnerRef: *owned,
			// What tools write for themselves isn't passed on to a CertificateRequest: its default.
			CopiedAnnotationPrefixes: []string{"*", "-kubectl.kubernetes.io/", "-fluxcd.io/", "-argocd.argoproj.io/"},
		},
	})
	if err != nil {
		klog.Fatal(err)
	}
	shared, err := factory.Build()
	if err != nil {
		klog.Fatal(err)
	}

	// Each asks for its informers when it is made, so all are made before the informers start.
	controllers := map[string]controller.Interface{}
	for name, of := range controller.Known() {
		if controllers[name], err = of(factory); err != nil {
			klog.Fatalf("%s: %v", name, err)
		}
	}
	shared.SharedInformerFactory.Start(stopped.Done())
	shared.KubeSharedInformerFactory.Start(stopped.Done())
	shared.HTTP01ResourceMetadataInformersFactory.Start(stopped.Done())

	var running sync.WaitGroup
	for name, each := range controllers {
		running.Add(1)
		go func() {
			defer running.Done()
			klog.Infof("starting %s", name)
			if err := each.Run(5, klog.NewContext(stopped, log)); err != nil {
				klog.Fatalf("%s: %v", name, err)
			}
		}()
	}
	running.Wait()
}
