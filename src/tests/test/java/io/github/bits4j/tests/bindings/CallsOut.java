package io.github.bits4j.tests.bindings;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Proof by C's objects: each slot, called through the generated classes, is entered, gets the arguments and returns. */
final class CallsOut {
    private final Abi abi;
    private final Bindings bindings;
    private final PeerLibrary peer;
    private final Values values;
    private final Differences differences = new Differences();

    private CallsOut(Abi abi, Bindings bindings, PeerLibrary peer) {
        this.abi = abi;
        this.bindings = bindings;
        this.peer = peer;
        this.values = new Values(abi);
    }

    static List<String> differences(Abi abi, Bindings bindings, PeerLibrary peer, Collection<Abi.Interface> interfaces) {
        CallsOut calls = new CallsOut(abi, bindings, peer);
        interfaces.forEach(i -> calls.differences.check(i.name(), () -> calls.call(i)));
        return calls.differences.list();
    }

    private void call(Abi.Interface of) throws ReflectiveOperationException {
        Class<?> vtbl = bindings.vtbl(of);
        List<Abi.Slot> slots = abi.slots(of);
        MemorySegment self = peer.object(of);
        MemorySegment vtable = self.get(ValueLayout.ADDRESS, 0).reinterpret(slots.size() * ValueLayout.ADDRESS.byteSize());
        for (Abi.Slot slot : slots) {
            String what = "calling " + of.name() + "." + slot.name();
            differences.check(what, () -> call(what, of, slot, vtbl, self, vtable));
        }
    }

    private void call(String what, Abi.Interface of, Abi.Slot slot, Class<?> vtbl, MemorySegment self, MemorySegment vtable)
            throws ReflectiveOperationException {
        Method invoke = Arrays.stream(Bindings.function(vtbl, slot.name()).getMethods())
                .filter(m -> m.getName().equals("invoke")).findAny().orElseThrow();
        List<Argument> arguments = values.arguments(slot);
        int hresult = values.hresult();
        peer.taken().clear();
        peer.given().setResult(hresult);
        Object returned;
        try (Arena arena = Arena.ofConfined()) {
            List<Object> passed = new ArrayList<>();
            passed.add(vtbl.getMethod(slot.name(), MemorySegment.class).invoke(null, vtable));
            passed.add(self);
            for (int i = 0; i < arguments.size(); i++) {
                passed.add(arguments.get(i).value(slot.parameters().get(i), arena));
            }
            returned = invoke.invoke(null, passed.toArray());
        }
        differences.compare(what + ": entered", of.name() + " slot " + slot.index(), peer.taken().entered());
        differences.compare(what + ": this", self.address(), peer.taken().self());
        differences.compare(what + ": arguments", arguments.stream().map(Argument::hex).toList(), peer.taken().arguments());
        differences.compare(what + ": HRESULT", hresult, returned);
    }
}
