package io.github.bits4j.tests.states;

import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_FILE_INFO;
import io.github.bits4j.bindings.bits.BG_FILE_RANGE;
import io.github.bits4j.bindings.bits.BITS_JOB_PROPERTY_VALUE;
import io.github.bits4j.bindings.bits.bits_h;
import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.TaskMemory;
import io.github.bits4j.com.WideString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** The arguments of one call, made from the words of the table; closing them gives back what the call gave. */
final class RawArguments implements AutoCloseable {
    private static final long OUT_BYTES = 64;
    private static final int TO_EOF = -1;

    private final Arena arena = Arena.ofConfined();
    private final String url;
    private final String local;
    private final List<MemorySegment> strings = new ArrayList<>();
    private final List<MemorySegment> objects = new ArrayList<>();

    RawArguments(String url, String local) {
        this.url = url;
        this.local = local;
    }

    Object make(String word) {
        return switch (word) {
            case "url" -> WideString.allocate(arena, url);
            case "local" -> WideString.allocate(arena, local);
            case "null" -> MemorySegment.NULL;
            case "out" -> arena.allocate(OUT_BYTES, 8);
            case "string" -> out(strings);
            case "object" -> out(objects);
            case "files" -> files();
            case "ranges" -> ranges();
            case "credentials" -> credentials();
            default -> literal(word);
        };
    }

    private Object literal(String word) {
        if (word.startsWith("\"")) {
            return WideString.allocate(arena, word.substring(1, word.length() - 1));
        }
        if (word.startsWith("union:")) {
            MemorySegment union = BITS_JOB_PROPERTY_VALUE.allocate(arena);
            BITS_JOB_PROPERTY_VALUE.Uint64(union, Long.parseLong(word.substring("union:".length())));
            return union;
        }
        return Integer.valueOf(word);
    }

    private MemorySegment out(List<MemorySegment> kind) {
        MemorySegment out = arena.allocate(bits_h.C_POINTER);
        kind.add(out);
        return out;
    }

    private MemorySegment files() {
        MemorySegment file = BG_FILE_INFO.allocate(arena);
        BG_FILE_INFO.RemoteName(file, WideString.allocate(arena, url));
        BG_FILE_INFO.LocalName(file, WideString.allocate(arena, local));
        return file;
    }

    private MemorySegment ranges() {
        MemorySegment range = BG_FILE_RANGE.allocate(arena);
        BG_FILE_RANGE.InitialOffset(range, 10);
        BG_FILE_RANGE.Length(range, TO_EOF);
        return range;
    }

    private MemorySegment credentials() {
        MemorySegment credentials = BG_AUTH_CREDENTIALS.allocate(arena);
        BG_AUTH_CREDENTIALS.Target(credentials, bits_h.BG_AUTH_TARGET_SERVER());
        BG_AUTH_CREDENTIALS.Scheme(credentials, bits_h.BG_AUTH_SCHEME_BASIC());
        MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(credentials));
        BG_BASIC_CREDENTIALS.UserName(basic, WideString.allocate(arena, "user"));
        BG_BASIC_CREDENTIALS.Password(basic, WideString.allocate(arena, "password"));
        return credentials;
    }

    @Override
    public void close() {
        for (MemorySegment string : strings) {
            TaskMemory.free(string.get(bits_h.C_POINTER, 0));
        }
        for (MemorySegment out : objects) {
            MemorySegment object = out.get(bits_h.C_POINTER, 0);
            if (object.address() != 0) {
                IUnknownVtbl.Release.invoke(IUnknownVtbl.Release(object.get(bits_h.C_POINTER, 0)), object);
            }
        }
        arena.close();
    }
}
