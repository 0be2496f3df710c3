package dev.gradus.nn;

/** A layer of ours: the table tests hold it to the contract, so that a builder needn't try it. */
interface Proven extends Layer {}
