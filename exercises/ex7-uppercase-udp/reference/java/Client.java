import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Sends what is typed to the server, and shows what comes back. */
public class Client {
  private static final InetSocketAddress SERVER = new InetSocketAddress("127.0.0.1", 65431);
  private static final int LONGEST = 65535;

  public static void main(String[] args) throws IOException {
    BufferedReader keyboard =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.print("Digite mensagem: ");
    System.out.flush();
    String message = keyboard.readLine();
    if (message == null) return; // Ctrl+D

    try (DatagramSocket socket = new DatagramSocket()) {
      // There is no connection: each datagram carries the address of the one it goes to.
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, SERVER));

      DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);
      socket.receive(answer);
      // Only the first getLength() bytes are the answer, not the whole buffer.
      String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
      System.out.println("Resposta recebida: " + text);
    }
  }
}
