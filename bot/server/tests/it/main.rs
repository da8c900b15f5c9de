//! The binary as its neighbours see it, and the rules of the house.

mod binary;
mod rooms;
mod webhook;
