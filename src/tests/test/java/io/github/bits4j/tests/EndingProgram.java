package io.github.bits4j.tests;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.tests.support.Com;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;

/** A program that ends in the way its first argument says, while jobs still hold its callbacks. Run by {@link JvmEndTest}. */
final class EndingProgram {
    /** How a program can end. */
    enum Way {
        RETURN(0),
        RETURN_WITH_COM_ON_MAIN(0),
        EXIT(3),
        UNCAUGHT_EXCEPTION(1);

        final int status;

        Way(int status) {
            this.status = status;
        }
    }

    private EndingProgram() {}

    public static void main(String[] arguments) {
        Way way = Way.valueOf(arguments[0]);
        boolean embedded = Boolean.parseBoolean(arguments[1]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("own hook ran")));
        if (way == Way.RETURN_WITH_COM_ON_MAIN && !embedded) {
            Com.initialize(Com.COINIT_MULTITHREADED);
        }
        BackgroundCopyManager manager =
                embedded ? EmbeddedService.inMemory().connect() : BackgroundCopyManager.connect();
        for (int i = 0; i < 3; i++) {
            BackgroundCopyJob job = manager.createJob("bits4j ending", JobType.DOWNLOAD);
            job.addFile(URI.create("http://127.0.0.1:9/never"), Path.of(arguments[2]).resolve(UUID.randomUUID().toString()));
            job.setNotifyInterface(new BackgroundCopyCallback() {});
            job.setNotifyInterface(event -> System.out.println(event));
            System.out.println("job " + job.id());
        }
        switch (way) {
            case RETURN, RETURN_WITH_COM_ON_MAIN -> System.out.println("returning");
            case EXIT -> System.exit(3);
            case UNCAUGHT_EXCEPTION -> throw new IllegalStateException("nobody catches this");
        }
    }
}
