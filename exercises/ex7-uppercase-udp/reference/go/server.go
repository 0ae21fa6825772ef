// Sends every datagram back in upper case to whoever sent it.
// Run it with `go run server.go`; stop it with Ctrl+C.
package main

import (
	"bytes"
	"fmt"
	"log"
	"net"
)

const longest = 65535 // what does not fit is thrown away; no datagram is longer

func main() {
	socket, err := net.ListenPacket("udp4", ":65431") // on every address of this machine
	if err != nil {
		log.Fatal(err)
	}
	defer socket.Close()
	fmt.Println("Esperando datagramas na porta 65431")

	// No accept: one socket hears everybody, and ReadFrom says who it was.
	buffer := make([]byte, longest)
	for {
		length, sender, err := socket.ReadFrom(buffer)
		if err != nil {
			log.Print(err) // one datagram that went wrong must not end the server
			continue
		}
		message := buffer[:length] // the rest is an earlier, longer message's
		fmt.Printf("%v escreveu: %s\n", sender, message)
		socket.WriteTo(bytes.ToUpper(message), sender)
	}
}
