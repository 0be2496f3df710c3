package dev.gradus.data.photo;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held: JPEG files keep the picture as the sensor saw it, and a number that says how to turn it. CIPA
 * DC-008, "Exif 2.32", 2019, 4.5.2 and 4.6.4.A: the segment APP1, in it a TIFF header and a list of tags.
 */
final class Exif {
    private static final int START = 0xffd8; // of a JPEG file
    private static final int APP1 = 0xffe1;
    private static final int SCAN = 0xffda; // behind it come pixels
    private static final byte[] NAME = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ORIENTATION = 0x112;
    private static final int SHORT = 3;
    private static final int UPRIGHT = 1;

    private Exif() {}

    /** 1 … 8; 1, upright, if the file is no JPEG, says nothing, or is damaged there. */
    static int orientation(InputStream file) {
        try {
            DataInputStream in = new DataInputStream(file);
            if (in.readUnsignedShort() != START) return UPRIGHT;
            for (int marker = in.readUnsignedShort();
                    marker > 0xff00 && marker != SCAN;
                    marker = in.readUnsignedShort()) {
                byte[] segment = in.readNBytes(Math.max(0, in.readUnsignedShort() - 2));
                ByteBuffer bytes = ByteBuffer.wrap(segment);
                if (marker == APP1
                        && bytes.remaining() > NAME.length
                        && bytes.mismatch(ByteBuffer.wrap(NAME)) == NAME.length)
                    return tag(bytes.position(NAME.length).slice());
            }
        } catch (IOException | BufferUnderflowException | IllegalArgumentException damaged) {
            // the picture may be whole all the same
        }
        return UPRIGHT;
    }

    /** II or MM for the order of bytes, 42, where the first list is; the list: how many tags, each of twelve bytes. */
    private static int tag(ByteBuffer tiff) {
        int order = tiff.getShort();
        tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (order != 0x4949 && order != 0x4d4d || tiff.getShort() != 42) return UPRIGHT;
        tiff.position(tiff.getInt());
        for (int left = tiff.getShort() & 0xffff; left > 0; left--) {
            ByteBuffer tag = tiff.slice().order(tiff.order());
            tiff.position(tiff.position() + 12);
            if (tag.getShort() != ORIENTATION) continue;
            boolean isOne = tag.getShort() == SHORT && tag.getInt() == 1;
            int value = tag.getShort();
            return isOne && value >= 1 && value <= 8 ? value : UPRIGHT;
        }
        return UPRIGHT;
    }

    /** Whether the upright picture's rows are columns of the stored one. */
    static boolean isTurned(int orientation) {
        return orientation >= 5;
    }

    /** The pixels of a stored picture, width × height, in the order of the upright one. */
    static int[] upright(int[] pixels, int width, int height, int orientation) {
        if (orientation == UPRIGHT) return pixels;
        boolean turned = isTurned(orientation);
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int[] upright = new int[pixels.length];
        int newWidth = turned ? height : width;
        for (int i = 0; i < upright.length; i++) {
            int x = turned ? i / newWidth : i % newWidth;
            int y = turned ? i % newWidth : i / newWidth;
            upright[i] = pixels[(fromBottom ? height - 1 - y : y) * width + (fromRight ? width - 1 - x : x)];
        }
        return upright;
    }
}
