package io.github.bits4j;

import java.io.Serial;

/**
 * The service has the interface, but the order of its methods is not confirmed, so none of them was called: a wrong one would
 * corrupt memory.
 *
 * @see ConnectOptions#withUnconfirmedSlots()
 */
public final class UnconfirmedInterfaceException extends UnsupportedOperationException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String REMEDY = "Do without it; or, where the order has been tried, connect with"
            + " ConnectOptions.defaults().withUnconfirmedSlots().";

    private final String interfaceName;

    UnconfirmedInterfaceException(String interfaceName) {
        super("no header of Microsoft's confirms in which slots " + interfaceName
                + " has its methods, and a call through a wrong slot corrupts memory. " + REMEDY);
        this.interfaceName = interfaceName;
    }

    /** The interface that is not called, such as {@code IDeliveryOptimizationFile2}. */
    public String interfaceName() {
        return interfaceName;
    }

    /** What can be done about it, in a sentence that the message has too. */
    public String remedy() {
        return REMEDY;
    }
}
