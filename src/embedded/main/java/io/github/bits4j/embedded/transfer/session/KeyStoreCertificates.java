package io.github.bits4j.embedded.transfer.session;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Client certificates from key stores of Java, each as the current user's certificate store of some name. */
public final class KeyStoreCertificates implements ClientCertificates {
    private static final int CURRENT_USER = 0;

    private final Map<String, List<ClientIdentity>> stores;

    private KeyStoreCertificates(Map<String, List<ClientIdentity>> stores) {
        this.stores = stores;
    }

    /** Without a store. */
    public static KeyStoreCertificates none() {
        return new KeyStoreCertificates(Map.of());
    }

    /** With the keys of {@code keys} as the store of that name, in which case does not count; it replaces one that is there. */
    public KeyStoreCertificates with(String name, KeyStore keys, char[] password) throws GeneralSecurityException {
        Map<String, List<ClientIdentity>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(stores);
        more.put(name, identities(keys, password));
        return new KeyStoreCertificates(more);
    }

    private static List<ClientIdentity> identities(KeyStore keys, char[] password) throws GeneralSecurityException {
        List<ClientIdentity> found = new ArrayList<>();
        for (String alias : Collections.list(keys.aliases())) {
            Certificate[] chain = keys.getCertificateChain(alias);
            if (keys.isKeyEntry(alias) && chain != null && chain[0] instanceof X509Certificate own) {
                found.add(new ClientIdentity(own, manager(alias, keys.getKey(alias, password), password, chain)));
            }
        }
        return List.copyOf(found);
    }

    /** A manager with this key alone: one of several keys would choose by what the server likes. */
    private static X509ExtendedKeyManager manager(String alias, Key key, char[] password, Certificate[] chain)
            throws GeneralSecurityException {
        KeyStore alone = KeyStore.getInstance("PKCS12");
        try {
            alone.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("an empty key store cannot be made", e);
        }
        alone.setKeyEntry(alias, key, password, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(alone, password);
        return Arrays.stream(factory.getKeyManagers())
                .filter(X509ExtendedKeyManager.class::isInstance)
                .map(X509ExtendedKeyManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the platform has no key manager"));
    }

    @Override
    public boolean hasStore(int location, String store) {
        return location == CURRENT_USER && stores.containsKey(store);
    }

    @Override
    public Optional<ClientIdentity> find(ClientCertificate wanted) {
        if (!hasStore(wanted.location(), wanted.store())) {
            return Optional.empty();
        }
        return stores.get(wanted.store()).stream().filter(identity -> isMeant(wanted, identity)).findFirst();
    }

    @Override
    public Optional<ClientCertificate> locate(String thumbprint) {
        return stores.keySet().stream()
                .map(store -> new ClientCertificate(CURRENT_USER, store, thumbprint, null))
                .filter(certificate -> find(certificate).isPresent())
                .findFirst();
    }

    private static boolean isMeant(ClientCertificate wanted, ClientIdentity identity) {
        String thumbprint = wanted.thumbprint();
        if (thumbprint != null) {
            return thumbprint.equals(identity.thumbprint());
        }
        return identity.isForClients() && contains(identity.subject(), wanted.subject());
    }

    private static boolean contains(String name, @Nullable String part) {
        return part != null && name.toUpperCase(Locale.ROOT).contains(part.toUpperCase(Locale.ROOT));
    }
}
