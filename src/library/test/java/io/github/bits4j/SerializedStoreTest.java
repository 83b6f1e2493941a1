package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.cert.CertificateException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializedStoreTest {
    private static final byte[] FIRST = {1, 2, 3};
    private static final byte[] SECOND = {4};
    private static final int CERTIFICATE = 32;

    private final ByteBuffer store = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN).putInt(0)
            .put(new byte[] {'C', 'E', 'R', 'T'});

    private SerializedStoreTest element(int kind, byte... data) {
        store.putInt(kind).putInt(1).putInt(data.length).put(data);
        return this;
    }

    private byte[] bytes() {
        return Arrays.copyOf(store.array(), store.position());
    }

    private static void assertMalformed(byte[] store, String how) {
        assertThatThrownBy(() -> SerializedStore.certificates(store)).isInstanceOf(CertificateException.class)
                .hasMessage("the serialized certificate store " + how);
    }

    @Test
    void certificates_are_found_among_properties_and_lists() throws CertificateException {
        element(3, new byte[20]).element(CERTIFICATE, FIRST).element(33, FIRST).element(34).element(11, (byte) 9)
                .element(CERTIFICATE, SECOND).element(0).element(CERTIFICATE, FIRST);
        assertThat(SerializedStore.certificates(bytes())).containsExactly(FIRST, SECOND);
    }

    @Test
    void a_store_may_be_empty() throws CertificateException {
        assertThat(SerializedStore.certificates(new byte[0])).isEmpty();
        assertThat(SerializedStore.certificates(element(0).bytes())).isEmpty();
    }

    @Test
    void every_cut_is_seen() throws CertificateException {
        byte[] whole = element(3, new byte[20]).element(CERTIFICATE, FIRST).element(0).bytes();
        assertThat(SerializedStore.certificates(whole)).containsExactly(FIRST);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SerializedStore.certificates(cut)).as("%d bytes", length)
                    .isInstanceOf(CertificateException.class);
        }
    }

    @Test
    void other_formats_are_refused() {
        assertMalformed(new byte[] {0, 0, 0, 0, 'C', 'E', 'R', 'X', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "does not begin as one");
        assertMalformed(new byte[] {1, 0, 0, 0, 'C', 'E', 'R', 'T', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "does not begin as one");
        assertMalformed(element(CERTIFICATE, FIRST).bytes(), "has no end");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
    void a_length_beyond_the_end_is_refused(int length) {
        store.putInt(CERTIFICATE).putInt(1).putInt(length);
        assertMalformed(bytes(), "ends inside an element");
    }
}
