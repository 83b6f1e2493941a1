package io.github.bits4j.tests.marshalling;

import java.util.List;

class ManagerMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyManager);
    }
}
