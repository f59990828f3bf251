// Command argocd holds those parts of Argo CD that bring a repository into a cluster, and what they keep their notes in: which one it is says the name
// that it is called by. It leaves out the API server, the user interface and what notifies.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/alicebob/miniredis/v2"
	controller "github.com/argoproj/argo-cd/v3/cmd/argocd-application-controller/commands"
	repository "github.com/argoproj/argo-cd/v3/cmd/argocd-repo-server/commands"
)

func main() {
	if err := run(filepath.Base(os.Args[0])); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string) error {
	switch name {
	case "argocd-application-controller":
		return controller.NewCommand().Execute()
	case "argocd-repo-server":
		return repository.NewCommand().Execute()
	case "argocd-redis":
		return redis(os.Args[1])
	}
	return fmt.Errorf("got the name %s, expected argocd-application-controller, argocd-repo-server or argocd-redis", name)
}

// redis plays a Redis, in memory, until it is told to stop.
func redis(address string) error {
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(address); err != nil {
		return err
	}
	stopped := make(chan os.Signal, 1)
	signal.Notify(stopped, syscall.SIGINT, syscall.SIGTERM)
	<-stopped
	server.Close()
	return nil
}
