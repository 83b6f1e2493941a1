package io.github.bits4j.tests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.ServiceKind;
import io.github.bits4j.deliveryoptimization.DeliveryOptimizationManager;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Fault;
import io.github.bits4j.testkit.Gate;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.NoLeaks;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples of Delivery Optimization do what they promise, on the embedded service. */
@ExtendWith(NoLeaks.class)
class DownloadExamplesTest {
    private static final byte[] CONTENT = LoopbackServer.bytes(100_000, 6);

    @TempDir
    Path directory;

    private final Queue<String> screen = new ConcurrentLinkedQueue<>();
    private final Gate gate = new Gate();

    private Path local() {
        return directory.resolve("local");
    }

    private interface Example {
        void run(DeliveryOptimizationManager manager, URI remote) throws Exception;
    }

    private void run(Example example) throws Exception {
        try (LoopbackServer server = LoopbackServer.start();
                EmbeddedService service = EmbeddedService.inMemory(ServiceKind.DELIVERY_OPTIMIZATION);
                DeliveryOptimizationManager manager = service.connectDeliveryOptimization()) {
            ServedFile file = server.file("/served", CONTENT).always(Fault.holdAfter(60_000, gate));
            example.run(manager, file.uri());
        }
    }

    @Test
    void a_file() throws Exception {
        run((manager, remote) -> DeliveryOptimizationFile.download(manager, remote, local(), line -> {
            screen.add(line);
            if (!line.equals("0 bytes")) {
                gate.open(); // no end before there was any progress to be seen
            }
        }));
        assertThat(local()).hasBinaryContent(CONTENT);
        assertThat(screen).anyMatch(line -> line.matches("[1-9][0-9]* bytes")).noneMatch(line -> line.contains("not now") || line.contains("failed"));
    }

    @Test
    void a_stream() throws Exception {
        gate.open();
        String[] sum = new String[1];
        run((manager, remote) -> sum[0] = DeliveryOptimizationStream.sha256(manager, remote));
        assertThat(sum[0]).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT)));
    }

    @Test
    void whichever_service() throws Exception {
        gate.open();
        run((manager, remote) -> WhicheverService.fetch(remote, local(), screen::add));
        assertThat(local()).hasBinaryContent(CONTENT);
        assertThat(screen).last().asString().startsWith("by ");
    }
}
