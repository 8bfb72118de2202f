package org.guchang.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.SplittableRandom;
import org.guchang.door.SocketFrames;
import org.guchang.ingest.format.Mutation;

/** What bad screens say on a WebSocket, the way in included. */
final class FuzzSocket {
  private static final int FINAL_TEXT = 0x80 | SocketFrames.TEXT;

  private FuzzSocket() {}

  static byte[] said(SplittableRandom random) {
    Mutation mutation = new Mutation(random);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    byte[] hello = SocketFrames.hello("session/jiaocheng-0516");
    said.writeBytes(random.nextInt(16) == 0 ? mutation.bytes(hello) : hello);
    for (int frames = 1 + random.nextInt(3); frames > 0; frames--) {
      byte[] message = mutation.of("{\"kind\":\"resync\"}");
      said.writeBytes(
          switch (random.nextInt(6)) {
            case 0 -> message;
            case 1 -> SocketFrames.masked(random.nextInt(256), message);
            case 2 -> mutation.bytes(SocketFrames.masked(FINAL_TEXT, message));
            case 3 -> SocketFrames.announced(random.nextInt(256), random.nextLong());
            default -> SocketFrames.masked(FINAL_TEXT, message);
          });
    }
    return said.toByteArray();
  }
}
