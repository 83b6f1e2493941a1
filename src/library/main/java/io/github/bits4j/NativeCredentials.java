package io.github.bits4j;

import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS;
import io.github.bits4j.bindings.bits.BG_AUTH_CREDENTIALS_UNION;
import io.github.bits4j.bindings.bits.BG_BASIC_CREDENTIALS;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/** A BG_AUTH_CREDENTIALS for the length of one call. It must be closed before its memory is freed: that wipes it. */
final class NativeCredentials implements AutoCloseable {
    private static final ValueLayout.OfChar WCHAR = ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment struct;
    private final List<MemorySegment> texts;

    /** Those of the user's logon: no name, no password. */
    NativeCredentials(SegmentAllocator allocator, AuthTarget target, AuthScheme scheme) {
        this(allocator, target, scheme, MemorySegment.NULL, MemorySegment.NULL);
    }

    NativeCredentials(SegmentAllocator allocator, AuthTarget target, AuthScheme scheme, char[] userName, char[] password) {
        this(allocator, target, scheme, text(allocator, userName), text(allocator, password));
    }

    private NativeCredentials(SegmentAllocator allocator, AuthTarget target, AuthScheme scheme, MemorySegment userName,
            MemorySegment password) {
        struct = BG_AUTH_CREDENTIALS.allocate(allocator);
        texts = List.of(userName, password);
        BG_AUTH_CREDENTIALS.Target(struct, target.code());
        BG_AUTH_CREDENTIALS.Scheme(struct, scheme.code());
        MemorySegment basic = BG_AUTH_CREDENTIALS_UNION.Basic(BG_AUTH_CREDENTIALS.Credentials(struct));
        BG_BASIC_CREDENTIALS.UserName(basic, userName);
        BG_BASIC_CREDENTIALS.Password(basic, password);
    }

    private static MemorySegment text(SegmentAllocator allocator, char[] text) {
        MemorySegment memory = allocator.allocate(WCHAR, text.length + 1L);
        MemorySegment.copy(text, 0, memory, WCHAR, 0, text.length);
        memory.setAtIndex(WCHAR, text.length, '\0');
        return memory;
    }

    MemorySegment segment() {
        return struct;
    }

    @Override
    public void close() {
        texts.forEach(text -> text.fill((byte) 0));
        struct.fill((byte) 0);
    }
}
