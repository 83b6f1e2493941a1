package io.github.bits4j.embedded.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Directories that downloads make, where files may be below one directory only. */
class ConfinementTest extends ContentFixture {
    private ContentDownload to(Path file) {
        ContentDownload download = empty();
        download.set(ContentProperty.LOCAL_PATH, file.toString());
        return download;
    }

    @Test
    void they_are_made_below_it() throws Exception {
        Path inside = Files.createDirectory(local("inside"));
        fixture.queue.setHooks(QueueHooks.NONE.withConfinement(Confinement.to(inside)));
        Path file = inside.resolve("new").resolve("deeper").resolve("a");
        ContentDownload download = to(file);
        download.start(null);
        comesTo(download, ContentState.TRANSFERRED);
        download.complete();
        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    void they_are_made_nowhere_else() throws Exception {
        Path inside = Files.createDirectory(local("inside"));
        Path outside = Files.createDirectory(local("outside"));
        fixture.queue.setHooks(QueueHooks.NONE.withConfinement(Confinement.to(inside)));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        Files.createSymbolicLink(inside.resolve("dangling"), outside.resolve("new"));
        for (String name : new String[] {"../outside/new/a", "link/new/a", "link/a", "dangling/a", "dangling/new/a",
            "none/../../outside/new/a", "../new/a"}) {
            Path file = Path.of(inside + "/" + name);
            refuses(HResult.E_ACCESSDENIED, () -> to(file).start(null));
        }
        assertThat(outside).isEmptyDirectory();
        assertThat(local("new")).doesNotExist();
        assertThat(inside.resolve("none")).doesNotExist();
    }
}
