//! The JSON-RPC methods as functions from request to response.
