package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.ScriptedServer;
import io.github.bits4j.embedded.transfer.http.TestKeys;
import io.github.bits4j.embedded.transfer.session.KeyStoreCertificates;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.KeyStore;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The certificate that a download shows, named by a serialized context. */
class CertificateContextTest extends ContentFixture {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static byte[] element(int property, byte[] value) {
        return ByteBuffer.allocate(12 + value.length).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(property).putInt(1).putInt(value.length).put(value).array();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private KeyStore keys(String name) throws Exception {
        return TestKeys.make(directory, name).keyStore();
    }

    @Test
    void is_found_in_whichever_store() throws Exception {
        KeyStore keys = keys("client");
        byte[] der = keys.getCertificate("client").getEncoded();
        fixture.queue.setHooks(QueueHooks.NONE.withCertificates(KeyStoreCertificates.none()
                .with("OTHER", keys("other"), PASSWORD).with("MINE", keys, PASSWORD)));
        ContentDownload download = toFile("a");
        byte[] context = joined(element(3, new byte[20]), element(32, der));
        download.set(ContentProperty.SECURITY_CONTEXT, context);
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.SECURITY_CONTEXT, der));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.SECURITY_CONTEXT, element(32, new byte[] {1})));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.SECURITY_CONTEXT, element(3, new byte[20])));
        refuses(HResult.E_INVALIDARG,
                () -> download.set(ContentProperty.SECURITY_CONTEXT, Arrays.copyOf(context, context.length - 1)));
        refuses(HResult.E_INVALIDARG, () -> download.set(ContentProperty.SECURITY_CONTEXT, new byte[0]));
        byte[] stranger = keys("stranger").getCertificate("stranger").getEncoded();
        refuses(HResult.CRYPT_E_NOT_FOUND,
                () -> download.set(ContentProperty.SECURITY_CONTEXT, element(32, stranger)));
    }

    @Test
    void is_shown_to_the_server() throws Exception {
        TestKeys client = TestKeys.make(directory, "client");
        KeyStore keys = client.keyStore();
        fixture.queue.setHooks(QueueHooks.NONE.withCertificates(KeyStoreCertificates.none().with("MY", keys, PASSWORD)));
        try (ScriptedServer secure = new ScriptedServer(TestKeys.ofServer(directory).context(client), true)) {
            secure.replies(file);
            ContentDownload download = toFile("a");
            download.set(ContentProperty.URI, secure.localhost("/a"));
            download.set(ContentProperty.SECURITY_FLAGS, 0x100);
            download.start(null);
            Eventually.becomes(() -> HResult.failed(download.status().error()), true);
            download.set(ContentProperty.SECURITY_CONTEXT, element(32, keys.getCertificate("client").getEncoded()));
            download.start(null);
            Eventually.becomes(() -> download.status().state(), ContentState.TRANSFERRED);
            assertThat(secure.requests).isNotEmpty();
        }
    }
}
