// Where a server listens is a part of our own interface: who starts a panel needs no second import.
@_exported public import struct LocalAPI.ListenAddress
@_exported public import struct LocalAPI.ListenError
