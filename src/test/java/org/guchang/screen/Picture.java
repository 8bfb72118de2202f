package org.guchang.screen;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A screenshot, made so small that a letter drawn a shade differently is no difference and a panel
 * that moved is one.
 */
final class Picture {
  /** Of 255, in one of red, green and blue. */
  private static final int DIFFERENT = 40;

  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /**
   * @param png as the browser took it
   * @param times how much narrower and lower it is made
   */
  static Picture of(byte[] png, int times) throws IOException {
    BufferedImage taken = ImageIO.read(new ByteArrayInputStream(png));
    int width = taken.getWidth() / times;
    int height = taken.getHeight() / times;
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.drawImage(taken.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    pen.dispose();
    return new Picture(small);
  }

  static Picture read(Path file) throws IOException {
    return new Picture(ImageIO.read(file.toFile()));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  /** Which part of the picture, 0 to 1, is not as in the other; 1 when they differ in size. */
  double difference(Picture other) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (other.image.getWidth() != width || other.image.getHeight() != height) {
      return 1;
    }
    int different = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        different += differ(image.getRGB(x, y), other.image.getRGB(x, y)) ? 1 : 0;
      }
    }
    return (double) different / (width * height);
  }

  private static boolean differ(int one, int other) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > DIFFERENT) {
        return true;
      }
    }
    return false;
  }
}
