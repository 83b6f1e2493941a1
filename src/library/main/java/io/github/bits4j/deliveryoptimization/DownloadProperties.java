package io.github.bits4j.deliveryoptimization;

import io.github.bits4j.bindings.deliveryoptimization.IDODownloadVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.HResult;
import io.github.bits4j.com.Variant;
import io.github.bits4j.internal.LentVariant;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Function;

/** GetProperty and SetProperty, with the VARIANTs that go through them: each is cleared, whatever comes of the call. */
final class DownloadProperties {
    private final DownloadConnection connection;
    private final ComPointer pointer;

    DownloadProperties(DownloadConnection connection, ComPointer pointer) {
        this.connection = connection;
        this.pointer = pointer;
    }

    // Any value

    /** The value as it is; an interface pointer's reference is the caller's. */
    Variant get(int id) {
        return explained(id, () -> connection.call(pointer, (vtable, self, arena) -> {
            MemorySegment variant = Variant.allocate(arena);
            int hr = IDODownloadVtbl.GetProperty.invoke(IDODownloadVtbl.GetProperty(vtable), self, id, variant);
            if (HResult.failed(hr)) {
                Variant.clear(variant);
                throw new ComException(hr, operation("GetProperty", id));
            }
            return Variant.take(variant);
        }));
    }

    void set(int id, Variant value) {
        explained(id, () -> connection.call(pointer, setting(id, value)));
    }

    /** As {@link #set}, as whom this thread impersonates. */
    void setImpersonating(DownloadProperty property, Variant value) {
        explained(property.id(), () -> connection.callImpersonating(pointer, setting(property.id(), value)));
    }

    private static ComPointer.Call<Integer> setting(int id, Variant value) {
        return (vtable, self, arena) -> ComException.check(LentVariant.lend(value, arena, variant ->
                IDODownloadVtbl.SetProperty.invoke(IDODownloadVtbl.SetProperty(vtable), self, id, variant)),
                operation("SetProperty", id));
    }

    /** Whether the service knows the property, be it set or not, readable or not. */
    boolean knows(DownloadProperty property) {
        try {
            if (get(property.id()) instanceof Variant.Unknown(MemorySegment object)) {
                owned(object).ifPresent(ComPointer::close);
            }
            return true;
        } catch (DeliveryOptimizationException e) {
            if (e.isServiceGone()) {
                throw e;
            }
            return e.hresult() != HResult.DO_E_UNKNOWN_PROPERTY_ID;
        }
    }

    private interface PropertyCall<T> {
        T call();
    }

    /** A service that does not know the property is too old for it, which its code alone does not say. */
    private static <T> T explained(int id, PropertyCall<T> call) {
        try {
            return call.call();
        } catch (DeliveryOptimizationException e) {
            Optional<DownloadProperty> property = DownloadProperty.of(id);
            if (e.hresult() != HResult.DO_E_UNKNOWN_PROPERTY_ID || property.isEmpty()) {
                throw e;
            }
            throw new DeliveryOptimizationException(e.hresult(), e.operation(), HResult.meaning(e.hresult()).orElse(""),
                    property.get().headerName() + " came with Windows " + property.get().windowsVersion() + ".");
        }
    }

    private static String operation(String method, int id) {
        return "IDODownload::" + method + "("
                + DownloadProperty.of(id).map(DownloadProperty::headerName).orElse(String.valueOf(id)) + ")";
    }

    // Values by type; empty if the property was never set

    Optional<String> text(DownloadProperty property) {
        return find(property, value -> value instanceof Variant.Text(String text) ? text : null, "VT_BSTR");
    }

    Optional<Integer> number(DownloadProperty property) {
        return find(property, value -> value instanceof Variant.UInt4(int number) ? number : null, "VT_UI4");
    }

    Optional<Long> longNumber(DownloadProperty property) {
        return find(property, value -> value instanceof Variant.UInt8(long number) ? number : null, "VT_UI8");
    }

    Optional<Boolean> flag(DownloadProperty property) {
        return find(property, value -> value instanceof Variant.Bool(boolean flag) ? flag : null, "VT_BOOL");
    }

    /** Owned by the caller. */
    Optional<ComPointer> object(DownloadProperty property) {
        return find(property, value -> value instanceof Variant.Unknown(MemorySegment object) ? owned(object) : null,
                "VT_UNKNOWN").flatMap(object -> object);
    }

    private Optional<ComPointer> owned(MemorySegment object) {
        return object.address() == 0 ? Optional.empty() : Optional.of(ComPointer.own(object, connection.scope));
    }

    private <T> Optional<T> find(DownloadProperty property, Function<Variant, T> read, String type) {
        Variant value;
        try {
            value = get(property.id());
        } catch (DeliveryOptimizationException e) {
            if (e.hresult() == HResult.E_NOT_SET) {
                return Optional.empty();
            }
            throw e;
        }
        if (value instanceof Variant.Empty) {
            return Optional.empty();
        }
        T found = read.apply(value);
        if (found == null) {
            if (value instanceof Variant.Unknown(MemorySegment object)) {
                owned(object).ifPresent(ComPointer::close);
            }
            throw new DeliveryOptimizationException(HResult.DISP_E_TYPEMISMATCH, operation("GetProperty", property.id()),
                    "The service gave " + name(value) + " where " + type + " is documented", null);
        }
        return Optional.of(found);
    }

    /** Without the value, which may be a secret. */
    private static String name(Variant value) {
        return switch (value) {
            case Variant.Empty _ -> "VT_EMPTY";
            case Variant.Text _ -> "VT_BSTR";
            case Variant.Bool _ -> "VT_BOOL";
            case Variant.UInt4 _ -> "VT_UI4";
            case Variant.UInt8 _ -> "VT_UI8";
            case Variant.Bytes _ -> "VT_ARRAY | VT_UI1";
            case Variant.Unknown _ -> "VT_UNKNOWN";
            case Variant.Other(int type) -> "a VARIANT of type " + type;
        };
    }

    void set(DownloadProperty property, String text) {
        set(property.id(), new Variant.Text(text));
    }

    void set(DownloadProperty property, int number) {
        set(property.id(), new Variant.UInt4(number));
    }

    void set(DownloadProperty property, boolean flag) {
        set(property.id(), new Variant.Bool(flag));
    }
}
