package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.EnumeratorCalls.NAMES;

import io.github.bits4j.com.HResult;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class EnumeratorMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IEnumBackgroundCopyJobs, MarshalledInterface.IEnumBackgroundCopyFiles);
    }

    @Test
    void fewer_elements_than_asked_for_come_with_s_false() {
        nextOnBoth(HResult.S_FALSE, calls -> frame -> calls.next(frame, 7, NAMES.size()));
    }

    @Test
    void one_element_may_be_asked_for_without_a_place_for_the_count() {
        nextOnBoth(HResult.S_OK, calls -> calls::nextOne);
    }

    private void nextOnBoth(int hresult, Function<EnumeratorCalls, Function<Frame, Exchange>> exchangeOf) {
        call(MarshalledInterface.IEnumBackgroundCopyJobs, new JobsTarget(NAMES), "Next", hresult,
                exchangeOf.apply(new EnumeratorCalls(Ask::displayName)));
        call(MarshalledInterface.IEnumBackgroundCopyFiles, new FilesTarget(NAMES), "Next", hresult,
                exchangeOf.apply(new EnumeratorCalls(Ask::remoteName)));
    }
}
