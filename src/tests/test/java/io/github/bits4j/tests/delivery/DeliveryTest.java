package io.github.bits4j.tests.delivery;

import io.github.bits4j.BackgroundCopyFile;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.ServiceKind;
import io.github.bits4j.testkit.LoopbackServer;
import io.github.bits4j.testkit.ServedFile;
import io.github.bits4j.tests.support.ServiceTest;
import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Base of the tests of what Delivery Optimization alone has. */
abstract class DeliveryTest extends ServiceTest {
    static final byte[] CONTENT = LoopbackServer.bytes(50_000, 7);

    @Override
    protected boolean isFor(TestService service) {
        return service.kind() == ServiceKind.DELIVERY_OPTIMIZATION;
    }

    ServedFile served() {
        return session.server.file("/content", CONTENT);
    }

    Path local(String name) {
        return session.directory.resolve(name);
    }

    /** The only file of a job. */
    static BackgroundCopyFile file(BackgroundCopyJob job) {
        return job.files().getFirst();
    }

    byte[] written(String name) {
        try {
            return Files.readAllBytes(local(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
