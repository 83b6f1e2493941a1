package io.github.bits4j.embedded.face;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.embedded.queue.ContentDownload;
import java.lang.foreign.MemorySegment;

/** The properties of downloads as VARIANTs. */
final class DownloadValues {
    private DownloadValues() {}

    static Variant of(Object value) {
        return switch (value) {
            case String text -> new Variant.Text(text);
            case Boolean flag -> new Variant.Bool(flag);
            case Integer number -> new Variant.UInt4(number);
            case Long size -> new Variant.UInt8(size);
            case byte[] bytes -> new Variant.Bytes(bytes);
            default -> throw new IllegalStateException("a property of the type " + value.getClass());
        };
    }

    /** E_INVALIDARG for what no property is. */
    static Object valueOf(Variant variant) {
        return switch (variant) {
            case Variant.Text(String text) -> text;
            case Variant.Bool(boolean flag) -> flag;
            case Variant.UInt4(int number) -> number;
            case Variant.UInt8(long size) -> size;
            case Variant.Bytes(byte[] bytes) -> bytes;
            case Variant.Empty _, Variant.Unknown _, Variant.Other _ -> throw wrongType();
        };
    }

    static void setCallback(Client client, ContentDownload download, Variant value) {
        MemorySegment pointer = object(value);
        if (pointer.address() == 0) {
            download.setStatusTarget(null);
            return;
        }
        StatusCallback target = new StatusCallback(client, pointer);
        try {
            download.setStatusTarget(target);
        } catch (RuntimeException | Error refused) {
            target.release();
            throw refused;
        }
    }

    static void setStream(Client client, ContentDownload download, Variant value) {
        MemorySegment pointer = object(value);
        if (pointer.address() == 0) {
            download.setStream(null);
            return;
        }
        ClientStream target = new ClientStream(client.service(), pointer);
        try {
            download.setStream(target);
        } catch (RuntimeException | Error failure) {
            if (download.stream() != target) {
                target.release(); // else the change holds, though it could not be stored
            }
            throw failure;
        }
    }

    static void writeCallback(ContentDownload download, MemorySegment out) {
        download.withStatusTarget(target -> {
            if (!(target instanceof StatusCallback callback)) {
                throw notSet();
            }
            callback.write(out);
            return true;
        });
    }

    static void writeStream(ContentDownload download, MemorySegment out) {
        if (!(download.stream() instanceof ClientStream stream) || !stream.write(out)) {
            throw notSet();
        }
    }

    private static MemorySegment object(Variant value) {
        if (value instanceof Variant.Unknown(MemorySegment pointer)) {
            return pointer;
        }
        throw wrongType();
    }

    private static ComException wrongType() {
        return new ComException(HResult.E_INVALIDARG, "SetProperty", "the VARIANT has another type than the property");
    }

    private static ComException notSet() {
        return new ComException(HResult.E_NOT_SET, "GetProperty");
    }
}
