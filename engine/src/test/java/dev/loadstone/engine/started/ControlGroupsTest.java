package dev.loadstone.engine.started;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.TargetProcess.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups in ordinary folders, which keep what is written to them as the kernel does. */
final class ControlGroupsTest {
  private static final Limits BOTH =
      new Limits(OptionalDouble.of(0.5), OptionalLong.of(512_000_000));
  private static final Limits MEMORY =
      new Limits(OptionalDouble.empty(), OptionalLong.of(512_000_000));

  @TempDir private Path proc;
  @TempDir private Path mount;

  @BeforeEach
  void stage() throws IOException {
    Files.createDirectories(proc.resolve("self"));
  }

  private ControlGroups groups() {
    return new ControlGroups(new Hierarchies(proc));
  }

  private void mounted(String... lines) throws IOException {
    Files.writeString(proc.resolve("self/mounts"), String.join("\n", lines) + "\n");
  }

  private void in(String... lines) throws IOException {
    Files.writeString(proc.resolve("self/cgroup"), String.join("\n", lines) + "\n");
  }

  private void version1() throws IOException {
    for (String controller : new String[] {"cpu,cpuacct", "memory", "pids"}) {
      Files.createDirectories(mount.resolve(controller));
    }
    mounted(
        "cgroup " + mount + "/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0",
        "cgroup " + mount + "/memory cgroup rw,relatime,memory 0 0",
        "cgroup " + mount + "/pids cgroup rw,relatime,pids 0 0",
        "cgroup2 " + mount + "/unified cgroup2 rw 0 0");
    Files.createDirectories(mount.resolve("memory/job"));
    in("3:memory:/job", "2:cpu,cpuacct:/hidden", "1:pids:/", "0::/");
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  @Test
  void create_version1_limitsBelowItsOwnGroups() throws Exception {
    version1();
    ControlGroup group = groups().create("shop", BOTH);

    assertThat(group.version()).isEqualTo(1);
    assertThat(group.folders())
        .containsExactly(
            mount.resolve("cpu,cpuacct/shop"),
            mount.resolve("memory/job/shop"),
            mount.resolve("pids/shop"));
    assertThat(text(mount.resolve("cpu,cpuacct/shop/cpu.cfs_quota_us"))).isEqualTo("50000");
    assertThat(text(mount.resolve("cpu,cpuacct/shop/cpu.cfs_period_us"))).isEqualTo("100000");
    assertThat(text(mount.resolve("memory/job/shop/memory.limit_in_bytes"))).isEqualTo("512000000");
  }

  @Test
  void create_version1OnlyMemory_leavesProcessorsAlone() throws Exception {
    version1();
    ControlGroup group = groups().create("shop", MEMORY);

    assertThat(group.folders()).contains(mount.resolve("cpu,cpuacct/shop"));
    assertThat(mount.resolve("cpu,cpuacct/shop/cpu.cfs_quota_us")).doesNotExist();
  }

  @Test
  void create_version2_standsWhereGroupsWithLimitsCanBe() throws Exception {
    Path own = Files.createDirectories(mount.resolve("user/app/run"));
    Files.writeString(mount.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
    Files.writeString(mount.resolve("user/app/cgroup.subtree_control"), "cpu memory pids\n");
    // A folder where the file is: nothing can be written to it, as to that of a group in use.
    Files.createDirectories(own.resolve("cgroup.subtree_control"));
    mounted("cgroup2 " + mount + " cgroup2 rw,nosuid 0 0");
    in("0::/user/app/run");

    ControlGroup group = groups().create("shop", BOTH);

    Path shop = mount.resolve("user/app/shop");
    assertThat(group).isEqualTo(new ControlGroup(2, List.of(shop)));
    assertThat(text(shop.resolve("cpu.max"))).isEqualTo("50000 100000");
    assertThat(text(shop.resolve("memory.max"))).isEqualTo("512000000");
  }

  private Path version2(String... folders) throws IOException {
    Files.writeString(mount.resolve("cgroup.controllers"), "cpuset cpu io memory pids\n");
    Path last = mount;
    for (String folder : folders) {
      last = Files.createDirectories(last.resolve(folder));
      Files.writeString(last.resolve("cgroup.type"), "domain\n");
      Files.writeString(last.resolve("cgroup.procs"), "");
      Files.writeString(last.resolve("cgroup.subtree_control"), "");
    }
    mounted("cgroup2 " + mount + " cgroup2 rw,nosuid 0 0");
    in("0::/" + String.join("/", folders));
    return last;
  }

  @Test
  void create_version2InAGroupWithProcesses_leavesThatAlone() throws Exception {
    Path own = version2("user", "run");
    Files.writeString(own.resolve("cgroup.procs"), "4711\n");

    ControlGroup group = groups().create("shop", MEMORY);

    assertThat(group.folders()).containsExactly(mount.resolve("user/shop"));
    assertThat(own.resolve("cgroup.subtree_control")).isEmptyFile();
    assertThat(mount.resolve("user/cgroup.subtree_control")).hasContent("+memory");
  }

  @Test
  void create_version2WhereTheTopHasProcessesToo_saysWhere() throws Exception {
    version2();
    Files.writeString(mount.resolve("cgroup.type"), "domain\n"); // as a container sees its own
    Files.writeString(mount.resolve("cgroup.procs"), "1\n");

    assertThatThrownBy(() -> groups().create("shop", MEMORY))
        .isInstanceOf(LimitException.class)
        .hasMessage(
            "no control group of version 2 can be made: " + mount + " has processes of its own");
    assertThat(mount.resolve("cgroup.subtree_control")).doesNotExist();
  }

  @Test
  void create_version2InTheRootWithProcesses_standsThere() throws Exception {
    version2();
    Files.writeString(mount.resolve("cgroup.procs"), "1\n");

    assertThat(groups().create("shop", MEMORY).folders()).containsExactly(mount.resolve("shop"));
  }

  @Test
  void create_version2ThatFails_takesBackWhatItHasEnabled() throws Exception {
    version2();
    Files.writeString(mount.resolve("shop"), "in the way");

    assertThatThrownBy(() -> groups().create("shop", MEMORY))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining(mount.resolve("shop").toString());
    assertThat(mount.resolve("cgroup.subtree_control")).hasContent("-memory");
  }

  @Test
  void create_whereSwapIsNotLimited_isRefused() throws Exception {
    version1();
    Files.writeString(
        proc.resolve("swaps"), "Filename Type Size Used Priority\n/swapfile file 1000 0 -2\n");

    assertThatThrownBy(() -> groups().create("shop", MEMORY))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("the machine has swap (" + proc.resolve("swaps") + ")")
        .hasMessageContaining("memory.memsw.limit_in_bytes");
    assertThat(mount.resolve("memory/job/shop")).doesNotExist();
  }

  @Test
  void create_whereThereIsNoSwap_needsNoLimitOfIt() throws Exception {
    version2();
    Files.writeString(proc.resolve("swaps"), "Filename Type Size Used Priority\n");

    assertThat(groups().create("shop", MEMORY).version()).isEqualTo(2);
  }

  @Test
  void create_withoutAnyController_saysWhich() throws Exception {
    mounted("tmpfs /run tmpfs rw 0 0");
    in("0::/");

    assertThatThrownBy(() -> groups().create("shop", MEMORY))
        .isInstanceOf(LimitException.class)
        .hasMessage("there is no control group with the controller memory");
  }

  @Test
  void create_whereNothingCanBeMade_saysWhyAndLeavesNothing() throws Exception {
    version1();
    Files.writeString(mount.resolve("memory/job/shop"), "in the way");

    assertThatThrownBy(() -> groups().create("shop", BOTH))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("no control group of version 1 can be made: ")
        .hasMessageContaining(mount.resolve("memory/job/shop").toString());
    assertThat(mount.resolve("cpu,cpuacct/shop")).doesNotExist();
  }

  @Test
  void killedForMemory_ofEitherVersion_isRead() throws Exception {
    Files.writeString(
        mount.resolve("memory.oom_control"), "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
    Files.writeString(mount.resolve("memory.events"), "low 0\noom 7\noom_kill 3\n");

    assertThat(new ControlGroup(1, List.of(mount)).killedForMemory()).isEqualTo(2);
    assertThat(new ControlGroup(2, List.of(mount)).killedForMemory()).isEqualTo(3);
  }

  @Test
  void processes_ofAllFolders_areEachOnce() throws Exception {
    Path other = Files.createDirectories(mount.resolve("other"));
    Files.writeString(mount.resolve("cgroup.procs"), "12\n13\n");
    Files.writeString(other.resolve("cgroup.procs"), "13\n");

    assertThat(new ControlGroup(1, List.of(mount, other)).processes()).containsExactly(12L, 13L);
  }
}
