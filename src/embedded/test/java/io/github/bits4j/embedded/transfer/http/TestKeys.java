package io.github.bits4j.embedded.transfer.http;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Certificates made by the JDK's keytool, for one test each. */
public final class TestKeys {
    private static final String PASSWORD = "changeit";

    private final Path store;
    private final String alias;

    private TestKeys(Path store, String alias) {
        this.store = store;
        this.alias = alias;
    }

    /** A key with a certificate signed by itself; options as keytool's -genkeypair has them. */
    public static TestKeys make(Path directory, String name, String... options) throws Exception {
        TestKeys keys = new TestKeys(directory.resolve(name + ".p12"), name);
        keys.generate(name, List.of(options));
        return keys;
    }

    private void generate(String name, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + name));
        command.addAll(options);
        if (!command.contains("-validity")) {
            command.addAll(List.of("-validity", "2"));
        }
        keytool(command);
    }

    /** For the server of the tests. */
    public static TestKeys ofServer(Path directory, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-ext", "san=dns:localhost,ip:127.0.0.1"));
        all.addAll(List.of(options));
        return make(directory, "localhost", all.toArray(String[]::new));
    }

    private void keytool(List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add("-J-XX:TieredStopAtLevel=1");
        command.addAll(arguments);
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path log = Files.createTempFile(store.getParent(), "keytool", ".log");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool: " + Files.readString(log));
        }
    }

    /** A key with a certificate that this one has signed. */
    public TestKeys sign(String name, String... options) throws Exception {
        TestKeys signed = new TestKeys(store, name);
        List<String> command = new ArrayList<>(List.of("-signer", alias));
        command.addAll(List.of(options));
        signed.generate(name, command);
        return signed;
    }

    /** This one's list of revoked certificates, with that one in it. */
    public byte[] revoke(TestKeys other) throws Exception {
        Path list = Files.createTempFile(store.getParent(), "revoked", ".crl");
        String serial = ((X509Certificate) other.certificate()).getSerialNumber().toString();
        keytool(List.of("-gencrl", "-alias", alias, "-id", serial, "-file", list.toString()));
        return Files.readAllBytes(list);
    }

    public KeyStore keyStore() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        for (String other : Collections.list(keys.aliases())) {
            if (!other.equals(alias)) {
                keys.deleteEntry(other);
            }
        }
        return keys;
    }

    public Certificate certificate() throws Exception {
        return keyStore().getCertificate(alias);
    }

    /** Shows this key. */
    public X509ExtendedKeyManager identity() throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keyStore(), PASSWORD.toCharArray());
        return (X509ExtendedKeyManager) Arrays.stream(factory.getKeyManagers()).findFirst().orElseThrow();
    }

    /** A server with this key, that believes clients whose certificate is the given one. */
    public SSLContext context(@Nullable TestKeys client) throws Exception {
        TrustManager[] trust = null;
        if (client != null) {
            KeyStore believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            believed.setCertificateEntry("client", client.certificate());
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(believed);
            trust = factory.getTrustManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new X509ExtendedKeyManager[] {identity()}, trust, null);
        return context;
    }
}
