#include "sandbox/layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace package_audit::sandbox {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

TEST(LayerSet, NamesItsLayersInTheOrderOfReports) {
  EXPECT_THAT(LayerSet().names(), IsEmpty());
  EXPECT_THAT(LayerSet::all().names(), ElementsAreArray(k_sandbox_layers));
  LayerSet some;
  some.set(Layer::seccomp);
  some.set(Layer::process);
  EXPECT_THAT(some.names(), ElementsAre("process", "seccomp"));
}

TEST(LayerSet, KnowsWhatIsMissing) {
  LayerSet some = LayerSet::all();
  EXPECT_TRUE(some.is_all());
  some.set(Layer::landlock, false);
  EXPECT_FALSE(some.is_all());
  EXPECT_THAT(LayerSet::all().without(some).names(), ElementsAre("landlock"));
}

} // namespace
} // namespace package_audit::sandbox
