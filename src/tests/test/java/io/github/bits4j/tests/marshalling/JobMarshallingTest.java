package io.github.bits4j.tests.marshalling;

import java.util.List;

class JobMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyJob, MarshalledInterface.IBackgroundCopyJob2, MarshalledInterface.IBackgroundCopyJob3, MarshalledInterface.IBackgroundCopyJob4, MarshalledInterface.IBackgroundCopyJob5);
    }
}
