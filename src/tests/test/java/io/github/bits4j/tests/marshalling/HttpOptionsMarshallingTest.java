package io.github.bits4j.tests.marshalling;

import java.util.List;

class HttpOptionsMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyJobHttpOptions);
    }
}
