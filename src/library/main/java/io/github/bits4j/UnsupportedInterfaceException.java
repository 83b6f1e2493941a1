package io.github.bits4j;

import java.io.Serial;

/** The service has no such interface: it is an older one, or one with rules of its own. */
public final class UnsupportedInterfaceException extends UnsupportedOperationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String interfaceName;
    private final ServiceKind service;

    UnsupportedInterfaceException(String interfaceName, ServiceKind service) {
        super("the service, " + service + ", does not support " + interfaceName);
        this.interfaceName = interfaceName;
        this.service = service;
    }

    /** The interface that is not there, such as {@code IBackgroundCopyJob2}. */
    public String interfaceName() {
        return interfaceName;
    }

    /** Which service was asked. */
    public ServiceKind service() {
        return service;
    }
}
