package io.github.bits4j.tests.marshalling;

import java.util.List;

class CallbackMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyCallback, MarshalledInterface.IBackgroundCopyCallback2);
    }
}
