package org.guchang.bench.storm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.guchang.bench.load.ScreenLoad;

/** Screens that behave badly. Used by one thread. */
final class StormCrowd implements AutoCloseable {
  /** So little that what is not read is soon the server's to keep. */
  private static final int RECEIVE_BYTES = 4_096;

  private final InetSocketAddress door;
  private final byte[] hello;
  private final List<SocketChannel> open = new ArrayList<>();

  StormCrowd(int port, String board) {
    this.door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.hello = ScreenLoad.hello(board);
  }

  /** So many more that say the handshake, and read nothing ever. */
  void neverRead(int screens) throws IOException {
    for (int i = 0; i < screens; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
      channel.connect(door);
      channel.write(ByteBuffer.wrap(hello));
      open.add(channel);
    }
  }

  /** So many that say a handshake, or a part of one, and are gone without a word (RST). */
  void vanish(int screens, RandomGenerator random) throws IOException {
    for (int i = 0; i < screens; i++) {
      SocketChannel channel = SocketChannel.open(door);
      int said = random.nextBoolean() ? hello.length : random.nextInt(hello.length);
      channel.write(ByteBuffer.wrap(hello, 0, said));
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      open.add(channel);
    }
    close();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
    open.clear();
  }
}
