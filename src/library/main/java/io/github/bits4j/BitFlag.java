package io.github.bits4j;

/** A bit of a number in which the Windows headers put several. */
interface BitFlag {

    int code();
}
