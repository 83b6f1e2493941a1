package io.github.bits4j.com;

import java.lang.foreign.MemorySegment;

/**
 * The security blanket of each proxy that a service hands out: it may impersonate us, which it needs to reach our files as
 * we do. Process-wide security (CoInitializeSecurity) stays the application's.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-cosetproxyblanket">CoSetProxyBlanket</a>
 */
final class ProxySecurity {
    private static final int RPC_C_AUTHN_DEFAULT = -1;
    private static final int RPC_C_AUTHZ_NONE = 0;
    private static final MemorySegment COLE_DEFAULT_PRINCIPAL = MemorySegment.ofAddress(-1);
    private static final int RPC_C_AUTHN_LEVEL_DEFAULT = 0;
    private static final int RPC_C_IMP_LEVEL_IMPERSONATE = 3;
    private static final int EOAC_STATIC_CLOAKING = 0x20;
    private static final int EOAC_DYNAMIC_CLOAKING = 0x40;

    private ProxySecurity() {}

    /** Sets the blanket; does nothing for objects of this process, which are no proxies. */
    static void apply(MemorySegment pointer) {
        set(pointer, EOAC_STATIC_CLOAKING);
    }

    /** From now on each call acts for whom its thread impersonates, rather than for whom this one does now. */
    static void cloakDynamically(MemorySegment pointer) {
        set(pointer, EOAC_DYNAMIC_CLOAKING);
    }

    private static void set(MemorySegment pointer, int cloaking) {
        if (!Platform.WINDOWS) {
            return;
        }
        int hr = Ole32.setProxyBlanket(pointer, RPC_C_AUTHN_DEFAULT, RPC_C_AUTHZ_NONE, COLE_DEFAULT_PRINCIPAL,
                RPC_C_AUTHN_LEVEL_DEFAULT, RPC_C_IMP_LEVEL_IMPERSONATE, MemorySegment.NULL, cloaking);
        // E_NOINTERFACE: not a proxy. E_NOTIMPL: Wine.
        if (hr != HResult.E_NOINTERFACE && hr != HResult.E_NOTIMPL) {
            ComException.check(hr, "CoSetProxyBlanket");
        }
    }
}
