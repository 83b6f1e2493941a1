package io.github.bits4j.tests.com;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.tests.support.ChildJvm;
import io.github.bits4j.tests.support.TestService;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Native threads that have called into the JVM may end at any moment: it does not stand still for that. */
class ThreadExitTest {
    @ParameterizedTest(name = "while Java starts threads: {0}")
    @ValueSource(booleans = {false, true})
    void native_threads_that_have_called_may_end(boolean whileJavaStartsThreads, @TempDir Path directory) throws Exception {
        Assumptions.assumeFalse(TestService.WINE && whileJavaStartsThreads,
                "Wine cleans up threads under locks that starts of threads need: the JVM stands still (ThreadExit)");
        ChildJvm program = ChildJvm.run(directory, NativeThreadsProgram.class, Boolean.toString(whileJavaStartsThreads));
        assertThat(program.output()).contains("all have left")
                .contains("references " + NativeThreadsProgram.STARTERS * NativeThreadsProgram.THREADS_EACH);
        assertThat(program.status()).isZero();
    }
}
