package io.github.bits4j.tests.marshalling;

import java.util.List;

class FileMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(MarshalledInterface.IBackgroundCopyFile, MarshalledInterface.IBackgroundCopyFile2);
    }
}
