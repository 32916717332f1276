package io.botflow.server.secret;

/** The contract holds for a service that is not ours. */
class OtherKeyServiceTest implements KeyServiceContract {
  @Override
  public KeyService service() {
    return new HardwareKeys();
  }

  @Override
  public void rotate(KeyService service) {
    ((HardwareKeys) service).addKey();
  }
}
