package io.github.bits4j.embedded.face;

import io.github.bits4j.com.ComObject;

/** A Java object that clients hold by its interface pointer. */
abstract class FaceObject implements ComObject.FinalRelease {
    final ServiceFace service;

    FaceObject(ServiceFace service) {
        this.service = service;
    }

    @Override
    public final void finallyReleased() {
        service.objects.decrementAndGet();
    }
}
