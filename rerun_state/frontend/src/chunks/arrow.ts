// Reads Arrow streams into the tables that mounted components are given.
export { tableFromIPC } from "apache-arrow";
