package io.github.bits4j.tests;

import io.github.bits4j.BackgroundCopyCallback;
import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.BackgroundCopyManager;
import io.github.bits4j.JobType;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallbackVtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.embedded.EmbeddedService;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.com.CallbackTarget;
import io.github.bits4j.tests.support.Com;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.MemorySegment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A program that ends in the way its first argument says, while jobs still hold its callbacks. Run by {@link JvmEndTest}. */
final class EndingProgram {
    /** How a program can end. */
    enum Way {
        RETURN(0),
        RETURN_LATER(0),
        RETURN_WITH_COM_ON_MAIN(0),
        EXIT(3),
        UNCAUGHT_EXCEPTION(1);

        final int status;

        Way(int status) {
            this.status = status;
        }
    }

    static final int JOBS = 30;

    private EndingProgram() {}

    /** What native code gets that calls an object of ours when the JVM is ending: an error, without entering the JVM. */
    private static void callLate(MemorySegment callback) {
        Await.until("calls to be led away", () -> {
            MemorySegment vtable = IBackgroundCopyCallback.lpVtbl(callback);
            return IBackgroundCopyCallbackVtbl.JobModification.invoke(
                    IBackgroundCopyCallbackVtbl.JobModification(vtable), callback, MemorySegment.NULL, 0) == -1;
        });
        try {
            ComObject.of(new CallbackTarget(), CallbackTarget.VTABLE);
        } catch (IllegalStateException e) {
            System.out.println("late calls fail, new objects are refused");
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        Way way = Way.valueOf(arguments[0]);
        boolean embedded = Boolean.parseBoolean(arguments[1]);
        BackgroundCopyManager manager =
                embedded ? EmbeddedService.inMemory().connect() : BackgroundCopyManager.connect();
        MemorySegment callback = ComObject.of(new CallbackTarget(), CallbackTarget.VTABLE).pointer();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("own hook ran");
            if (TestService.WINDOWS) {
                callLate(callback);
            }
            System.out.println("jobs at the end: " + manager.jobs().size());
        }));
        if (way == Way.RETURN_WITH_COM_ON_MAIN && !embedded) {
            Com.initialize(Com.COINIT_MULTITHREADED);
        }
        List<BackgroundCopyJob> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            BackgroundCopyJob job = manager.createJob("bits4j ending", JobType.DOWNLOAD);
            job.addFile(URI.create(arguments[2]), Path.of(arguments[3]).resolve(UUID.randomUUID().toString()));
            job.setNotifyInterface(new BackgroundCopyCallback() {});
            job.setNotifyInterface(event -> {});
            jobs.add(job);
        }
        System.out.println("job " + jobs.getLast().id());
        // Half of the jobs stay as they are; the others send their notifications while the program ends.
        jobs.subList(0, JOBS / 2).forEach(BackgroundCopyJob::resume);
        switch (way) {
            case RETURN, RETURN_WITH_COM_ON_MAIN -> System.out.println("returning");
            case RETURN_LATER -> Thread.sleep(Integer.parseInt(arguments[4]));
            case EXIT -> System.exit(3);
            case UNCAUGHT_EXCEPTION -> throw new IllegalStateException("nobody catches this");
        }
    }
}
