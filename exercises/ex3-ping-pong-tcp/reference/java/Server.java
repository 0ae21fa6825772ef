import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Ping-pong over TCP, the side that waits: shows each message and sends back what is typed. */
public class Server {
  private static final int PORT = 12345;
  private static final BufferedReader KEYBOARD =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  public static void main(String[] args) throws IOException {
    try (ServerSocket listener = new ServerSocket()) {
      // Without this, the port may stay taken for about a minute after the server ended first.
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(PORT)); // binds and listens, on every address

      // One client after another: whoever comes meanwhile waits in the listen queue.
      while (true) {
        System.out.println("Esperando conexão.");
        try (Socket connection = listener.accept()) {
          System.out.println("Conectado");
          talk(connection);
        } catch (IOException error) {
          // The client vanished in the middle. Only this conversation is over.
        }
        System.out.println("Conexão encerrada.");
      }
    }
  }

  /** Answers messages until the client closes its side. */
  private static void talk(Socket connection) throws IOException {
    // TCP carries bytes, not messages: one read() may bring half a message, or two. Here a message is a
    // line, and the reader puts the pieces of a line together.
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    Writer writer = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.UTF_8);
    while (true) {
      System.out.println("Esperando mensagem");
      String message = reader.readLine();
      if (message == null) return; // the client closed the connection
      System.out.println("Mensagem recebida: " + message);

      System.out.print("Digite resposta: ");
      System.out.flush();
      String answer = KEYBOARD.readLine();
      if (answer == null) System.exit(0); // Ctrl+D
      writer.write(answer + "\n");
      writer.flush(); // or it waits in the writer for more
      System.out.println("Resposta enviada.");
    }
  }
}
