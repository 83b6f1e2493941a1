package io.github.bits4j.tests.bindings;

import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComVtable;
import io.github.bits4j.com.Guid;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.List;

/** Proof by C's calls: each slot of Java objects, whose vtables the library made, calls its method with what C passes. */
final class CallsIn {
    private final Abi abi;
    private final Bindings bindings;
    private final PeerLibrary peer;
    private final Values values;
    private final Differences differences = new Differences();

    private CallsIn(Abi abi, Bindings bindings, PeerLibrary peer) {
        this.abi = abi;
        this.bindings = bindings;
        this.peer = peer;
        this.values = new Values(abi);
    }

    static List<String> differences(Abi abi, Bindings bindings, PeerLibrary peer, Collection<Abi.Interface> interfaces) {
        CallsIn calls = new CallsIn(abi, bindings, peer);
        interfaces.forEach(i -> calls.differences.check(i.name(), () -> calls.call(i)));
        return calls.differences.list();
    }

    private void call(Abi.Interface of) throws ReflectiveOperationException {
        List<Abi.Slot> slots = abi.slots(of);
        long size = Bindings.layout(bindings.vtbl(of)).byteSize();
        if (size != slots.size() * ValueLayout.ADDRESS.byteSize()) {
            differences.add("not called by C, since the vtable of %s has %d bytes".formatted(of.name(), size));
            return; // C would call what lies behind it
        }
        Target target = new Target(abi, of);
        String iid = bindings.guids().get(Bindings.guidField(of.name()));
        ComVtable<?> vtable =
                ComVtable.of(MethodHandles.lookup(), target.object().getClass(), bindings.vtbl(of), Guid.parse(iid));
        ComObject object = ComObject.of(target.object(), vtable);
        try {
            slots.stream().skip(3).forEach(slot -> call(of, slot, object.pointer(), target));
            callUnknown(of, slots, object.pointer());
        } finally {
            object.release();
        }
    }

    private void call(Abi.Interface of, Abi.Slot slot, MemorySegment self, Target target) {
        String what = "called by C, " + of.name() + "." + slot.name();
        List<Argument> arguments = values.arguments(slot);
        int hresult = values.hresult();
        target.expect(hresult);
        peer.given().clear();
        peer.given().setArguments(arguments);
        int returned = peer.call(of, slot, self);
        differences.compare(what + ": entered", of.name() + " slot " + slot.index(), target.called());
        differences.compare(what + ": arguments", arguments.stream().map(Argument::hex).toList(), target.arguments());
        differences.compare(what + ": HRESULT", hresult, returned);
    }

    /** The slots that the library itself serves. */
    private void callUnknown(Abi.Interface of, List<Abi.Slot> slots, MemorySegment self) {
        differences.compare(of.name() + ".AddRef", 2, peer.call(of, slots.get(1), self));
        differences.compare(of.name() + ".Release", 1, peer.call(of, slots.get(2), self));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment iid = Guid.parse(of.iid()).allocate(arena);
            MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
            peer.given().clear();
            peer.given().setArguments(List.of(Argument.pointer(iid), Argument.pointer(out)));
            differences.compare(of.name() + ".QueryInterface", 0, peer.call(of, slots.get(0), self));
            MemorySegment found = out.get(ValueLayout.ADDRESS, 0);
            differences.compare(of.name() + ".QueryInterface: found", self.address(), found.address());
            if (found.address() != 0) {
                differences.compare(of.name() + ".Release: after QueryInterface", 1, peer.call(of, slots.get(2), self));
            }
        }
    }
}
