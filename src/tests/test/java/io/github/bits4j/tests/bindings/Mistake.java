package io.github.bits4j.tests.bindings;

import static io.github.bits4j.tests.bindings.Mistake.Proof.CALLS_IN;
import static io.github.bits4j.tests.bindings.Mistake.Proof.CALLS_OUT;
import static io.github.bits4j.tests.bindings.Mistake.Proof.GOLDEN_TABLE;
import static io.github.bits4j.tests.bindings.Mistake.Proof.STATIC_ASSERTIONS;
import static io.github.bits4j.tests.bindings.Mistake.Proof.UNKNOWN_NAMES;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A mistake that bindings could have: what is changed in which source, and which proofs have to see it. */
enum Mistake {
    TWO_SLOTS_SWAPPED(
            bits("IBackgroundCopyJobVtbl"), source -> swap(source, "withName(\"Suspend\")", "withName(\"Resume\")"),
            "IBackgroundCopyJob", "Suspend", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN),
    SLOT_MISSING(
            bits("IEnumBackgroundCopyJobsVtbl"), source -> replace(source, "        bits_h.C_POINTER.withName(\"Skip\"),\n", "")
                    .replace("groupElement(\"Skip\")", "groupElement(\"Reset\")"),
            "IEnumBackgroundCopyJobs", "IEnumBackgroundCopyJobs", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN),
    /** Not seen in calls out: the low half of the long is where C looks for its int. */
    INT_MADE_A_LONG(
            bits("IBackgroundCopyJobVtbl"), source -> in(source, "AddFileSet", slot -> replace(slot,
                    "C_POINTER,\n            bits_h.C_INT", "C_POINTER,\n            bits_h.C_LONG_LONG")
                    .replace("int _x1", "long _x1")),
            "IBackgroundCopyJob", "AddFileSet", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_IN),
    LONG_MADE_AN_INT(
            bits("IBackgroundCopyFile6Vtbl"), source -> in(source, "UpdateDownloadPosition", slot -> replace(slot,
                    "bits_h.C_LONG_LONG", "bits_h.C_INT").replace("long _x1", "int _x1")),
            "IBackgroundCopyFile6", "UpdateDownloadPosition", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN),
    PARAMETER_TOO_MANY(
            bits("IBackgroundCopyErrorVtbl"), source -> in(source, "GetProtocol", slot -> replace(slot,
                    "            bits_h.C_POINTER\n", "            bits_h.C_POINTER,\n            bits_h.C_POINTER\n")
                    .replace("MemorySegment _x1", "MemorySegment _x1, MemorySegment _x2").replace("_x1)", "_x1, _x2)")
                    .replace("MemorySegment _x2, _x2)", "MemorySegment _x2)")),
            "IBackgroundCopyError", "GetProtocol", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN),
    UNION_BY_REFERENCE(
            bits("IBackgroundCopyJob5Vtbl"), source -> in(source, "SetProperty", slot -> replace(slot,
                    "BITS_JOB_PROPERTY_VALUE.layout()", "bits_h.C_POINTER")),
            "IBackgroundCopyJob5", "SetProperty", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN),
    MEMBER_TOO_LARGE(
            bits("BITS_JOB_PROPERTY_VALUE"), source -> replace(source, "GUID.layout().withName(\"ClsID\")",
                    "MemoryLayout.structLayout(GUID.layout(), GUID.layout()).withName(\"ClsID\")"),
            "IBackgroundCopyJob5", "BITS_JOB_PROPERTY_VALUE|IBackgroundCopyJob5.SetProperty",
            GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN),
    MEMBERS_EXCHANGED(
            bits("BG_FILE_PROGRESS"), source -> swap(source, "withName(\"BytesTotal\")", "withName(\"BytesTransferred\")"),
            "IBackgroundCopyFile", "BytesTotal", GOLDEN_TABLE, STATIC_ASSERTIONS),
    PADDING_FORGOTTEN(
            bits("BG_FILE_PROGRESS"), source -> replace(source, ",\n        MemoryLayout.paddingLayout(4)", ""),
            "IBackgroundCopyFile", "BG_FILE_PROGRESS", GOLDEN_TABLE, STATIC_ASSERTIONS),
    VALUE_CHANGED(
            bits("bits_h"), source -> replace(source, "BG_NOTIFY_JOB_ERROR = (int)2L", "BG_NOTIFY_JOB_ERROR = (int)3L"),
            "IBackgroundCopyJob", "BG_NOTIFY_JOB_ERROR", GOLDEN_TABLE, STATIC_ASSERTIONS),
    CONSTANT_INVENTED(
            bits("bits_h"), source -> replace(source, "    public static int BG_NOTIFY_JOB_ERROR() {",
                    "    public static int BG_NOTIFY_NOBODY() { return 2; }\n    public static int BG_NOTIFY_JOB_ERROR() {"),
            "IBackgroundCopyJob", "BG_NOTIFY_NOBODY", UNKNOWN_NAMES, STATIC_ASSERTIONS),
    DIGIT_OF_AN_IID_CHANGED(
            Path.of("../library/main/java/io/github/bits4j/InterfaceIds.java"),
            source -> replace(source, "37668D37-507E", "37668D37-507F"),
            "IBackgroundCopyJob", "IBackgroundCopyJob", GOLDEN_TABLE, STATIC_ASSERTIONS, CALLS_IN);

    enum Proof { GOLDEN_TABLE, UNKNOWN_NAMES, STATIC_ASSERTIONS, CALLS_OUT, CALLS_IN }

    final Path source;
    final UnaryOperator<String> change;
    /** The interface to call. */
    final String called;
    /** A pattern for what the reports have to name. */
    final String subject;
    /** The proofs that see it; the others must not report anything. */
    final Set<Proof> seenBy;

    Mistake(Path source, UnaryOperator<String> change, String called, String subject, Proof... seenBy) {
        this.source = source;
        this.change = change;
        this.called = called;
        this.subject = subject;
        this.seenBy = Set.of(seenBy);
    }

    private static Path bits(String name) {
        return Path.of("../../bindings/io/github/bits4j/bindings/bits", name + ".java");
    }

    /** Replaces the first occurrence, of which there must be one. */
    private static String replace(String source, String right, String wrong) {
        int at = source.indexOf(right);
        require(at >= 0, right);
        return source.substring(0, at) + wrong + source.substring(at + right.length());
    }

    /** Lets the first occurrences of two texts change places. */
    private static String swap(String source, String first, String second) {
        return replace(replace(replace(source, first, "\0"), second, first), "\0", second);
    }

    /** Changes the class of one slot. */
    private static String in(String source, String slot, UnaryOperator<String> change) {
        int start = source.indexOf("public final static class " + slot + " {");
        int end = source.indexOf("AddressLayout " + slot + "$LAYOUT");
        require(start >= 0 && end > start, "class " + slot);
        return source.substring(0, start) + change.apply(source.substring(start, end)) + source.substring(end);
    }

    private static void require(boolean found, String text) {
        if (!found) {
            throw new IllegalStateException("not in the source, so there is nothing to change: " + text);
        }
    }
}
