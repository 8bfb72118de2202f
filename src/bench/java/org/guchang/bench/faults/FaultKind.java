package org.guchang.bench.faults;

import java.util.Locale;

/** What can go wrong, and how it is made to. When it returns, nothing is wrong any more. */
enum FaultKind {
  /** kill -9, and started again. */
  SERVER {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.killServer();
      stage.startServer();
    }
  },
  /** kill -9, and started again. */
  REDIS {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis.kill();
      stage.redis.start();
    }
  },
  /** kill -9 of both at once. */
  BOTH {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis.kill();
      stage.killServer();
      stage.redis.start();
      stage.startServer();
    }
  },
  /** Ended as a service manager ends it, and started again. */
  RESTARTED {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis.stop();
      stage.redis.start();
    }
  },
  /** Stopped in the middle of whatever it does. */
  PAUSED {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis.pause();
      stage.hold();
      stage.redis.resume();
    }
  },
  /** Redis takes 200 ms longer to answer. */
  SLOW {
    @Override
    void provoke(FaultStage stage) {
      stage.proxy.slow(200);
      stage.hold();
      stage.proxy.slow(0);
    }
  },
  /** Connections that neither end knows to be dead. */
  HALF_OPEN {
    @Override
    void provoke(FaultStage stage) {
      stage.proxy.cutHalfOpen();
    }
  },
  /** Redis knows none of the scripts any more. */
  SCRIPTS {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis("SCRIPT FLUSH");
    }
  },
  /** Redis has no memory left, and may drop nothing. */
  MEMORY {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis("CONFIG SET maxmemory 1mb");
      stage.hold();
      stage.redis("CONFIG SET maxmemory 0");
    }
  },
  /** The append-only file cannot grow; where each commit is synced Redis ends itself. */
  DISK {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis.limitFiles(Long.toString(stage.redis.fileBytes() + 4096));
      stage.hold();
      if (stage.redis.isAlive()) {
        stage.redis.limitFiles("unlimited");
      } else {
        stage.redis.start();
      }
    }
  },
  /** Somebody makes it a replica of a master that is not there. */
  READ_ONLY {
    @Override
    void provoke(FaultStage stage) throws Exception {
      stage.redis("REPLICAOF 127.0.0.1 1");
      stage.hold();
      stage.redis("REPLICAOF NO ONE");
    }
  };

  abstract void provoke(FaultStage stage) throws Exception;

  boolean needsProxy() {
    return this == SLOW || this == HALF_OPEN;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static FaultKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
