package io.github.bits4j;

/**
 * What a connection to a service may do.
 *
 * @param callsUnconfirmedSlots whether methods may be called whose place in the vtable no header of Microsoft's confirms; see
 *     {@link #withUnconfirmedSlots()}
 */
public record ConnectOptions(boolean callsUnconfirmedSlots) {
    private static final ConnectOptions DEFAULTS = new ConnectOptions(false);

    /** Only what is known to be where it is called. */
    public static ConnectOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options, and the methods of IDeliveryOptimizationJob2, IDeliveryOptimizationFile and IDeliveryOptimizationFile2 may be
     * called, which otherwise throw {@link UnconfirmedInterfaceException}.
     *
     * <p>These interfaces (Windows 10 1709 and 1803) are documented method by method, but no header that Microsoft has published
     * gives the order of their methods, and programs have been seen to call one of them elsewhere. If the service's order is
     * another one, a call through the wrong slot <em>corrupts the memory</em> of the service or of this process. So this is for who
     * knows his service: a version of Windows where it has been tried, a service of his own, or the embedded one, whose own
     * managers have it already.
     */
    public ConnectOptions withUnconfirmedSlots() {
        return new ConnectOptions(true);
    }
}
